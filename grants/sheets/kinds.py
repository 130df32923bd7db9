"""How the kinds of money of a year are called, the same in the application and in the report."""

from django.utils.translation import gettext_lazy as _

from grants.rules.quantities import KINDS

LABELS = {
    "fees": _("参加費"),
    "donations": _("会費・寄付"),
    "other_income": _("そのほかに入ったお金"),
    "materials": _("材料・道具"),
    "food": _("お茶・食べ物"),
    "printing": _("印刷・通信"),
    "insurance": _("保険"),
    "thanks": _("お礼（講師など）"),
    "other_expense": _("そのほかに使ったお金"),
    "startup": _("立ち上げにかかるお金"),
    "equipment": _("備品"),
    "wages": _("人件費"),
}


def called(kind: str):
    """Its usual name; a kind that a programme names itself is called just so."""
    return LABELS.get(kind) or KINDS.get(kind, kind)
