"""Forms about the people of a group: inviting, changing a part, handing over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import ChoiceField, EmailField, ModelChoiceField
from ibasho.groups.models import Membership, Part

PARTS = [
    (Part.REPRESENTATIVE, _("代表（申請と、人の出入りの手続きをします）")),
    (Part.TREASURER, _("会計（申請とお金の手続きをします）")),
    (Part.CONTACT, _("連絡（申請の手続きをします）")),
]


class PartForm(forms.Form):
    part = ChoiceField(label=_("役目"), choices=PARTS, widget=forms.RadioSelect)


class InvitationForm(PartForm):
    email = EmailField(
        label=_("招待する人のメールアドレス"),
        max_length=254,
        help_text=_("例：name@example.jp"),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    field_order = ["email", "part"]


class AddForm(InvitationForm):
    """The same as staff use it."""

    email = EmailField(
        label=_("加える人のメールアドレス"),
        max_length=254,
        help_text=_(
            "この窓口に登録している人は、すぐに加わります。していない人には招待を送ります。"
        ),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class HandOverForm(forms.Form):
    """Who follows, and what becomes of the one who has been the representative."""

    to = ModelChoiceField(
        label=_("新しい代表"),
        queryset=Membership.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    after = ChoiceField(
        label=_("あなたの、これから"),
        choices=[("stay", _("連絡として残る")), ("leave", _("この団体から抜ける"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = others
        self.fields["to"].label_from_instance = lambda one: (
            f"{one.user}（{one.get_part_display()}）"
        )
