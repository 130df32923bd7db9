"""How allauth keeps its books here: names as typed, and its complaints in our words."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("このアカウントは、いまは使えません。お電話ください。"),
        "email_password_mismatch": _("メールアドレスかパスワードがちがいます。"),
        "email_taken": _("このメールアドレスは使えません。"),
        "enter_current_password": _("いまのパスワードを入れてください。"),
        "incorrect_code": _("確認番号がちがいます。メールの6けたの数字をもう一度入れてください。"),
        "incorrect_password": _("パスワードがちがいます。"),
        "rate_limited": _("続けて送りすぎました。少し待ってから、もう一度お試しください。"),
        "same_as_current": _("いまのものと同じです。新しいものを入れてください。"),
        "too_many_login_attempts": _(
            "まちがいが続いたので止めました。少し待ってから、はじめからやり直してください。"
        ),
    }

    def send_mail(self, template_prefix, email, context):
        """Sent at once, not by the outbox: somebody sits and waits for the code."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # smtplib's errors are among these
            log.exception("mail not sent: %s", template_prefix)
            words = _("いまメールを送れません。少し待ってからやり直すか、お電話ください。")
            messages.error(self.request, words)

    def save_user(self, request, user, form, commit=True):
        user.name = form.cleaned_data.get("name", "")
        return super().save_user(request, user, form, commit=commit)
