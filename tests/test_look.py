"""A form tells what it wants and what is wrong, in words, tied to the very control."""

from html.parser import HTMLParser

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Field, Fieldset, Layout, Row, Submit
from django import forms
from django.template import Context, Template

from tests.guide.forms import GuideForm

TYPED = {"name": "", "fee": "千円", "reading": "みほんのかい", "held_in": "moon"}


class Elements(HTMLParser):
    """Every start tag with its attributes, and the words below each id."""

    def __init__(self, html):
        super().__init__()
        self.found, self.words, self.open = [], {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in {"input", "img", "br"}:
            self.open.append(dict(attrs).get("id"))

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        for key in filter(None, self.open):
            self.words[key] = self.words.get(key, "") + data.strip()

    def one(self, **wanted):
        """The only element with these attributes."""
        (element,) = [
            attrs | {"tag": tag}
            for tag, attrs in self.found
            if all(attrs.get(key.strip("_")) == value for key, value in wanted.items())
        ]
        return element

    def all(self, *tags):
        return [attrs for tag, attrs in self.found if tag in tags]


def render(form, source="{{ form|crispy }}"):
    return Template("{% load crispy_forms_tags %}" + source).render(Context({"form": form}))


@pytest.fixture
def wrong():
    return Elements(render(GuideForm(TYPED)))


def test_required_and_optional_are_said_in_words():
    class Two(forms.Form):
        must = forms.CharField(label="名前")
        may = forms.CharField(label="ふりがな", required=False)

    html = render(Two())
    assert [html.count("必須"), html.count("任意"), html.count("*")] == [1, 1, 0]


def test_a_filter_says_neither():
    class Filter(forms.Form):
        show_markers = False
        q = forms.CharField(label="さがす", required=False)

    html = render(Filter())
    assert [html.count("必須"), html.count("任意")] == [0, 0]


def test_the_browser_never_checks_nor_blanks():
    controls = Elements(render(GuideForm())).all("input", "select", "textarea")
    assert len(controls) == 14
    assert [control for control in controls if "required" in control] == []
    assert [control for control in controls if control.get("type") == "number"] == []
    assert Elements(render(GuideForm())).one(name="fee")["inputmode"] == "numeric"
    assert "novalidate" in Elements(render(GuideForm(), "{% crispy form %}")).all("form")[0]


def test_a_pasted_text_is_never_cut_by_the_browser():
    class Short(forms.Form):
        name = forms.CharField(max_length=5)
        story = forms.CharField(max_length=5, widget=forms.Textarea)

    page = Elements(render(Short({"name": "六文字以上の名前", "story": ""})))
    assert page.one(name="name")["value"] == "六文字以上の名前"
    assert [c for c in page.all("input", "textarea") if "maxlength" in c] == []
    assert list(Short({"name": "六文字以上の名前", "story": "話"}).errors) == ["name"]


def test_hint_and_error_are_tied_to_the_control(wrong):
    control = wrong.one(name="fee")
    assert control["aria-describedby"] == "id_fee_helptext id_fee_error"
    assert control["aria-invalid"] == "true"
    assert wrong.words["id_fee_helptext"] == "1回あたりの金額です。例：1,200円"
    assert wrong.words["id_fee_error"] == "エラー：会場費：整数を入力してください。"


def test_a_good_field_is_not_called_wrong(wrong):
    control = wrong.one(name="reading")
    assert [control.get("aria-invalid"), control.get("aria-describedby")] == [None, None]


def test_what_was_typed_is_still_there(wrong):
    assert wrong.one(name="fee")["value"] == "千円"
    assert wrong.one(name="reading")["value"] == "みほんのかい"


def test_the_error_of_a_group_is_tied_to_its_fieldset(wrong):
    group = wrong.one(id="div_id_held_in")
    assert [group["tag"], group["aria-describedby"]] == [
        "fieldset",
        "id_held_in_helptext id_held_in_error",
    ]


def test_the_summary_takes_the_focus_and_links_to_each_control(wrong):
    summary = wrong.one(id="error-summary")
    assert [summary["tabindex"], summary["role"], "autofocus" in summary] == ["-1", "alert", True]
    links = [link["href"][1:] for link in wrong.all("a")]
    assert links == ["id_name", "id_fee", "id_area", "id_held_in_0", "id_agreed"]
    assert [wrong.one(id=link)["tag"] for link in links] == [
        "input",
        "input",
        "select",
        "input",
        "input",
    ]


def test_summary_and_field_use_the_same_words(wrong):
    for field in GuideForm(TYPED):
        for words in field.problems:
            assert words in wrong.words["error-summary"]
            assert words in wrong.words[f"{field.auto_id}_error"]


def test_an_error_that_names_its_field_is_left_alone():
    class Named(forms.Form):
        fee = forms.CharField(
            label="会場費", error_messages={"required": "会場費を入れてください。"}
        )

    assert Named({})["fee"].problems == ["会場費を入れてください。"]


def test_errors_of_the_whole_form_stand_in_the_summary():
    form = GuideForm(TYPED)
    form.add_error(None, "受付は終わりました。")
    assert "受付は終わりました。" in Elements(render(form)).words["error-summary"]


def test_a_prefix_keeps_two_forms_apart():
    page = Elements(render(GuideForm(TYPED, prefix="a")) + render(GuideForm(TYPED, prefix="b")))
    ids = [attrs["id"] for _tag, attrs in page.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert page.one(id="a-error-summary")["tag"] == "section"


def test_a_hint_from_data_is_escaped():
    class Hint(forms.Form):
        name = forms.CharField(help_text="<b>太い</b>")

    assert "&lt;b&gt;太い" in render(Hint())


def test_a_layout_of_crispy_is_drawn_by_our_pack():
    form = GuideForm(TYPED)
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("だれが", Row(Column("name"), Column(Field("fee", css_class="mine")))),
        Submit("go", "送る"),
    )
    page = Elements(render(form, "{% crispy form %}"))
    assert page.one(name="fee")["class"] == "mine form-control"
    assert page.one(name="go")["tag"] == "button"
    assert page.one(id="error-summary")["tag"] == "section"


def test_forms_in_a_set_are_drawn_with_their_own_ids():
    formset = forms.formset_factory(GuideForm, extra=2)()
    for source in ("{{ form|crispy }}", "{% crispy form %}"):
        page = Elements(render(formset, source))
        assert page.one(id="id_form-0-name")["tag"] == "input"
        assert page.one(id="id_form-1-name")["tag"] == "input"


def test_the_title_says_error_first(rf):
    titles = []
    for form in (GuideForm(), GuideForm(TYPED)):
        context = Context({"form": form, "council": {"short": "見本社協"}})
        html = Template('{% extends "base.html" %}{% block title %}計画{% endblock %}').render(
            context
        )
        titles.append(html.split("<title>")[1].split("</title>")[0].strip())
    assert titles == ["計画｜見本社協", "エラー：計画｜見本社協"]
