"""Forms about the people of a group: inviting, changing a part, handing over."""

from contextlib import suppress
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import (
    ASKED,
    ChoiceField,
    EmailField,
    EraDateField,
    ModelChoiceField,
    TextField,
)
from ibasho.groups.models import Membership, Part, Status
from ibasho.people.suspending import Change

MOST = 500  # groups of one act

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


class SuspendForm(forms.Form):
    """What is to happen to the ticked groups (several `id`). `today`: nothing ahead of time."""

    status = ChoiceField(
        label=_("どうしますか"),
        choices=[(Status.PAUSED.value, _("休止する")), (Status.ACTIVE.value, _("再開する"))],
        initial=Status.PAUSED.value,
        widget=forms.RadioSelect,
        error_messages=ASKED,
    )
    day = EraDateField(label=_("いつから"), help_text=_("例：令和2年3月1日"))
    reason = TextField(
        label=_("理由"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("団体の人へのメールに、そのまま載ります。"),
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_day(self):
        day = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("「いつから」には今日までの日を入れてください。"))
        return day

    @property
    def change(self) -> Change:
        told = self.cleaned_data
        return Change(Status(told["status"]), told["day"], told["reason"])

    @staticmethod
    def keys(told: list[str]) -> list[UUID]:
        """The keys among what was posted; what is none is passed over."""
        found = []
        for each in told[:MOST]:
            with suppress(ValueError):
                found.append(UUID(each))
        return found
