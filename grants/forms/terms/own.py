"""A criterion of the programme's own: a number, a question, a rhythm, a condition, one of several."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.asking import Asking
from grants.forms.terms.criteria import about_it
from grants.forms.terms.fields import BoundField, RowsField
from grants.forms.terms.rhythm import Rhythm
from grants.forms.terms.words import GRADES
from grants.rules.apart import Taker
from grants.rules.composing import Composer
from ibasho.fields import ChoiceField, CountField, NameField


class OwnForm(Rhythm, Asking):
    asked_of = {
        "quantity": ["what*", "what_name", "at_least", "at_most", "about", "every"],
        "answers": ["says"],
        "frequency": ["every_months", "every_weeks", "times", "about_times"],
        "duration": ["minutes*", "about_minutes"],
        "lock_out": ["years*"],
        "condition": ["if_cond*", "about_cond"],
        "one_of": ["of*"],
    }
    counted = ("what",)
    conditions = ("if_cond", "about_cond")
    head, tail = ("title", "kind"), ("grade", "clause")
    title = NameField(label=gettext_lazy("要件の名前"), max_length=60)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    question = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    kind = ChoiceField(
        label=gettext_lazy("何を確かめるか"),
        choices=[
            ("quantity", gettext_lazy("人数や回数などの数")),
            ("answers", gettext_lazy("「はい」「いいえ」で答える質問（要件の名前で聞く）")),
            ("frequency", gettext_lazy("開く間隔")),
            ("duration", gettext_lazy("1回の長さ")),
            ("lock_out", gettext_lazy("前に助成を受けてからの年数")),
            ("condition", gettext_lazy("下の「条件」に合うこと")),
            ("one_of", gettext_lazy("いくつかの要件のどれか1つ")),
        ],
        required=False,
    )
    what = ChoiceField(label=gettext_lazy("何を数えるか"), required=False)
    what_name = NameField(label=gettext_lazy("そのほかの数の名前"), max_length=60, required=False)
    at_least = BoundField(label=gettext_lazy("いくつ以上か"))
    at_most = BoundField(label=gettext_lazy("いくつ以下か"))
    about = BoundField(label=gettext_lazy("いくつからは人が確かめるか"))
    every = ChoiceField(
        label=gettext_lazy("どこで確かめるか"),
        choices=[
            ("", gettext_lazy("1年を通して")),
            ("gathering", gettext_lazy("1回ごと")),
            ("month", gettext_lazy("1か月ごと")),
        ],
        required=False,
    )
    says = ChoiceField(
        label=gettext_lazy("求める答え"),
        choices=[("", gettext_lazy("はい")), ("no", gettext_lazy("いいえ"))],
        required=False,
    )
    every_weeks = CountField(
        label=gettext_lazy("何週ごとに"), min_value=1, max_value=52, required=False, unit="週"
    )
    about_times = CountField(
        label=gettext_lazy("間があいても、何回からは人が確かめるか"),
        max_value=366,
        required=False,
        unit="回",
    )
    years = CountField(
        label=gettext_lazy("何年あいていればよいか"),
        min_value=1,
        max_value=100,
        required=False,
        unit="年",
    )
    if_cond = ChoiceField(label=gettext_lazy("どの条件に合うことか"), required=False)
    about_cond = ChoiceField(
        label=gettext_lazy("外れても、どの条件に合えば人が確かめるか"), required=False
    )
    of = RowsField(
        label=gettext_lazy("どの要件のうちの1つか"),
        help_text=gettext_lazy(
            "要件の番号を「、」でつないで書きます。例：2、3。書いた要件は、単独では求めません。"
        ),
        row="own",
    )
    grade = ChoiceField(label=gettext_lazy("重み"), choices=GRADES, initial="must", required=False)
    clause = NameField(label=gettext_lazy("要綱の条"), max_length=60, required=False)

    def clean(self):
        told = super().clean()
        one = {"quantity": ("at_least", "at_most"), "frequency": ("every_months", "every_weeks")}
        names = one.get(told["kind"], ())
        if names and sum(told.get(name) is not None for name in names) != 1:
            words = [str(self.fields[name].label) for name in names]
            if not set(names) & self.errors.keys():
                self.add_error(
                    names[0], _("「%s」と「%s」のどちらか1つを書いてください。") % tuple(words)
                )
        return told

    def criterion(self, made: Composer) -> dict:
        """In the JSON of the terms; those of `one_of` are put in by whoever knows the other rows."""
        told = self.said()
        head = {
            "key": self.cleaned_data["key"],
            "kind": told.pop("kind"),
            "title": self.cleaned_data["title"],
        }
        return {
            **head,
            **BODIES.get(head["kind"], dict)(told, made, self),
            **about_it(self.cleaned_data),
        }


def _quantity(told: dict, made: Composer, _form) -> dict:
    rest = {name: told[name] for name in ("at_least", "at_most", "about", "every") if name in told}
    return {"quantity": made.quantity(told, "what"), **rest}


def _answers(told: dict, _made, form) -> dict:
    question = form.cleaned_data["question"] or form.cleaned_data["key"]
    return {"no" if told.get("says") else "yes": [question]}


def _frequency(told: dict, _made, _form) -> dict:
    names = {"every_months": "every_months", "every_weeks": "every_weeks", "times": "times"}
    names |= {"about_times": "about"}
    return {name: told[asked] for asked, name in names.items() if asked in told}


def _condition(told: dict, made: Composer, _form) -> dict:
    about = {"about": made.outer(told["about_cond"])} if "about_cond" in told else {}
    return {"condition": made.outer(told["if_cond"]), **about}


def _plain(told: dict, _made, _form) -> dict:
    return {name: told[name] for name in ("minutes", "about_minutes", "years") if name in told}


BODIES = {
    "quantity": _quantity,
    "answers": _answers,
    "frequency": _frequency,
    "condition": _condition,
    "duration": _plain,
    "lock_out": _plain,
    "one_of": lambda _told, _made, _form: {},
}


def own_typed(criterion: dict, take: Taker) -> dict[str, str] | None:
    """A criterion (canonical JSON) as it is typed, but for `one_of`; None where no row says it."""
    kind, told = criterion["kind"], dict(criterion)
    head = {name: told.pop(name) for name in HEAD if name in told}
    if kind not in TYPED or (body := TYPED[kind](told, take)) is None:
        return None
    return {**head, **{name: str(value) for name, value in body.items()}}


HEAD = ("key", "kind", "title", "grade", "clause")


def _quantity_typed(told: dict, take: Taker) -> dict:
    return {**take.quantity("what", told.pop("quantity")), **told}


def _answers_typed(told: dict, _take) -> dict | None:
    (name, questions), *more = told.items()
    if more or len(questions) != 1:
        return None
    return {"question": questions[0]} | ({"says": "no"} if name == "no" else {})


def _frequency_typed(told: dict, _take) -> dict:
    return {("about_times" if name == "about" else name): value for name, value in told.items()}


def _condition_typed(told: dict, take: Taker) -> dict:
    about = {"about_cond": take.condition(told["about"])} if "about" in told else {}
    return {"if_cond": take.condition(told["condition"]), **about}


TYPED = {
    "quantity": _quantity_typed,
    "answers": _answers_typed,
    "frequency": _frequency_typed,
    "condition": _condition_typed,
    "duration": lambda told, _take: told,
    "lock_out": lambda told, _take: told,
}
