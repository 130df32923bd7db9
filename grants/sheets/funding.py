"""Sheet 4: what else the group receives in that year."""

from django.utils.translation import gettext_lazy as _

from grants.sheets.sheet import Sheet, question
from ibasho.fields import TextField

OTHER_GRANTS = [
    ("none", _("受けません")),
    ("city_different", _("市の補助を受けますが、この活動とは別の活動です")),
    ("other", _("受けます")),
    ("unknown", _("わかりません")),
]
RECEIVED = ("city_different", "other")


def about_other_grants():
    return question(
        _("この年度に、市や社協のほかの助成を受けますか"),
        OTHER_GRANTS,
        _("「%(label)s」の答えを選んでください。"),
    )


class FundingSheet(Sheet):
    slug, title, number = "funding", _("ほかの助成"), 4

    other_grant = about_other_grants()
    other_grant_detail = TextField(
        label=_("ほかの助成の名前と、何に使うか"),
        help_text=_("受けるときだけ書いてください。"),
        max_length=500,
        required=False,
    )

    def clean(self):
        receives = self.cleaned_data.get("other_grant") in RECEIVED
        untold = not self.cleaned_data.get("other_grant_detail")
        if receives and untold and "other_grant_detail" not in self.errors:
            self.add_error(
                "other_grant_detail", _("ほかの助成の名前と、何に使うかを書いてください。")
            )
