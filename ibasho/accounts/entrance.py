"""The forms at the entrance: allauth's, in our words. settings.ACCOUNT_FORMS names them."""

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from ibasho.text import digits, narrow

LABELS = {
    "login": _("メールアドレス"),
    "email": _("メールアドレス"),
    "password": _("パスワード"),
    "oldpassword": _("いまのパスワード"),
    "password1": _("新しいパスワード"),
    "password2": _("新しいパスワード（もう一度）"),
    "code": _("確認番号"),
}
HINTS = {
    "code": _("メールで届いた6けたの数字です。"),
    "password1": _("10文字以上にしてください。"),
}
MESSAGES = {
    "required": _("%(label)sを入れてください。"),
    "null_characters_not_allowed": _("%(label)sから使えない文字を消してください。"),
}
MAIL_MESSAGE = _("%(label)sを「name@example.jp」のように入れてください。")
FOLDS = {"code": digits, "login": narrow, "email": narrow}


class OurWords:
    """Labels instead of placeholders, our messages, and full-width typing taken as it is meant."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in LABELS.keys() & self.fields.keys():
            self._reword(name, self.fields[name])

    def _reword(self, name, field):
        field.label, field.help_text = LABELS[name], HINTS.get(name, "")
        field.widget.attrs.pop("placeholder", None)
        for code, message in MESSAGES.items():
            field.error_messages[code] = message % {"label": field.label}
        if name == "code":
            field.widget.attrs["inputmode"] = "numeric"
        if name in ("login", "email"):
            field.error_messages["invalid"] = MAIL_MESSAGE % {"label": field.label}
        if fold := FOLDS.get(name):
            read = field.to_python
            field.to_python = lambda typed: read(fold(typed) if isinstance(typed, str) else typed)


class SignupForm(OurWords, allauth.SignupForm):
    pass


class LoginForm(OurWords, allauth.LoginForm):
    def _setup_password_field(self):
        """Signing up asks for no password, but who has set one may use it: the field stays."""


class RequestLoginCodeForm(OurWords, allauth.RequestLoginCodeForm):
    pass


class ConfirmLoginCodeForm(OurWords, allauth.ConfirmLoginCodeForm):
    pass


class ConfirmEmailVerificationCodeForm(OurWords, allauth.ConfirmEmailVerificationCodeForm):
    pass


class ConfirmPasswordResetCodeForm(OurWords, allauth.ConfirmPasswordResetCodeForm):
    pass


class ChangeEmailForm(OurWords, allauth.ChangeEmailForm):
    pass


class AddEmailForm(OurWords, allauth.AddEmailForm):
    pass


class ChangePasswordForm(OurWords, allauth.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, allauth.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, allauth.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, allauth.ResetPasswordKeyForm):
    pass


class ReauthenticateForm(OurWords, allauth.ReauthenticateForm):
    pass
