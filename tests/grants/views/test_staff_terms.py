"""Terms in a form: written without JSON, calculated beside it, kept as typed, published as editions."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from grants.models import Edition, ProgrammeYear, TermsDraft
from grants.rules.terms import Terms
from ibasho.dates import FiscalYear
from tests.grants import factories

EACH = {"each": {"per": "gathering", "of": {"at_most": {"limit": 2500, "of": {"cost": ["venue"]}}}}}


@pytest.fixture
def year(db):
    return factories.a_programme_year()


@pytest.fixture
def keeper(enter, approver):
    return enter(approver)


def address(name, year):
    return reverse(name, args=[year.programme.slug, year.fiscal_year])


def typed_in(page):
    """What a browser would send back of a page as it stands."""
    whole, example = page.context["whole"], page.context["example"]
    sent = {}
    for form in (*whole.forms, example):
        for field in form:
            value = field.value()
            if value not in (None, "", False):
                sent[field.html_name] = "on" if value is True else str(value)
    return sent


def test_the_form_shows_what_is_in_force_and_its_example(keeper, year):
    page = keeper.get(address("programme_terms", year))
    sent = typed_in(page)
    assert (sent["part-0-kind"], sent["part-0-yen"], sent["part-0-per"]) == (
        "per_unit",
        "2,500",
        "gatherings",
    )
    assert (sent["part-1-kind"], sent["part-1-each_limit"], sent["part-1-costs"]) == (
        "each_cost",
        "2,500",
        "会場費",
    )
    assert sent["top-cap"] == "100,000"
    assert "top-rest" not in sent
    assert page.context["assessment"].breakdown.amount == 44_400
    assert "44,400円" in page.content.decode()


def test_what_is_shown_and_saved_changes_nothing(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    answer = keeper.post(address("programme_terms", year), {**sent, "save": "1"})
    assert answer.status_code == 302
    assert Terms.from_json(TermsDraft.objects.get().terms) == Terms.from_json(year.terms)


def test_a_change_is_calculated_kept_and_not_in_force(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    sent |= {"part-0-yen": "３，０００", "ex-gatherings": "10", "calculate": "1"}
    page = keeper.post(address("programme_terms", year), sent)
    assert page.context["assessment"].breakdown.amount == 42_000
    assert ProgrammeYear.objects.get().terms == year.terms
    again = keeper.get(address("programme_terms", year))
    assert typed_in(again)["part-0-yen"] == "３，０００"


def test_the_fragment_beside_the_form_follows_without_a_page(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    fragment = keeper.post(address("programme_example", year), {**sent, "part-0-yen": "1,000"})
    assert "26,400円" in fragment.content.decode()
    assert "<html" not in fragment.content.decode()


def test_a_new_programme_without_json(keeper, year):
    """The sister rule: eligible cost less income, half of it, up to 50,000; and 600 a member once."""
    made = keeper.post(
        reverse("programme_new"),
        {"name": "見本の助成", "slug": "sample", "about": "", "fiscal_year": "令和8年度"},
    )
    new = ProgrammeYear.objects.get(programme__slug="sample")
    assert made["Location"] == address("programme_terms", new)
    sent = typed_in(keeper.get(made["Location"]))
    added = keeper.post(made["Location"], {**sent, "add": "part"})
    sent = typed_in(added) | {
        "part-0-label": "活動費",
        "part-0-kind": "share",
        "part-0-rate": "1/2",
        "part-0-which": "all_but",
        "part-0-costs": "食材費",
        "part-0-minus_income": "on",
        "part-0-limit": "50,000",
        "part-1-label": "会員割",
        "part-1-kind": "per_unit",
        "part-1-yen": "600",
        "part-1-per": "members",
        "part-1-once": "on",
        "top-to": "1000",
        "top-mode": "down",
        "top-when": "after_cap",
        "add_row": "",
        "save": "1",
    }
    assert keeper.post(made["Location"], sent).status_code == 302
    cost = {"cost": {"all_but": ["food"]}}
    half = {"share": {"rate": "1/2", "of": {"less": {"of": cost, "minus": {"income": []}}}}}
    expected = {
        "version": 1,
        "components": [
            {
                "key": "activity",
                "label": "活動費",
                "amount": {"at_most": {"limit": 50000, "of": half}},
            },
            {
                "key": "part2",
                "label": "会員割",
                "amount": {
                    "once": {"key": "part2", "of": {"unit_rate": {"rate": 600, "per": "members"}}}
                },
            },
        ],
        "rounding": {"to": 1000},
        "criteria": ["in_city", "no_other_grant"],
    }
    assert Terms.from_json(TermsDraft.objects.get().terms) == Terms.from_json(expected)
    page = keeper.get(made["Location"])
    labels = [str(field.label) for field in page.context["example"]]
    assert labels[5:9] == ["会員数", "お茶・食べ物", "そのほかの費用", "参加費などの収入"]
    # Without the food: (14,400 of the venue + 20,000) / 2 + 600 × 10 = 23,200, in thousands.
    assert page.context["assessment"].breakdown.amount == 23_000


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"part-0-label": ""}, "part-0-label", "費目の名前"),
        (
            {"part-0-yen": "1000.5"},
            "part-0-yen",
            "金額を0円から99,999,999円までの整数で入れてください。",
        ),
        ({"part-0-yen": ""}, "part-0-yen", "金額を書いてください。"),
        ({"part-0-per": "other"}, "part-0-per_name", "数の名前を書いてください。"),
        (
            {"part-0-kind": "share", "part-0-which": "all", "part-0-rate": "3/2"},
            "part-0-rate",
            "割合は「1/2」や「90%」の形で",
        ),
        (
            {"part-0-kind": "tier", "part-0-by": "members", "part-0-steps": "10人 5,000円\n十人"},
            "part-0-steps",
            "2行目を",
        ),
        (
            {"part-0-kind": "tier", "part-0-by": "members", "part-0-steps": "10人 1円\n5人 1円"},
            "part-0-steps",
            "小さい順に",
        ),
        (
            {"part-0-kind": "json", "part-0-json": "{"},
            "part-0-json",
            "JSONとして読み取れません（1行2文字目）。",
        ),
        (
            {"part-0-kind": "json", "part-0-json": '{"summ": []}'},
            "part-0-json",
            "次の名前を1つだけ書いてください",
        ),
        ({"part-0-kind": "json", "part-0-json": "[" * 9000}, "part-0-json", "入れ子が深すぎます。"),
        (
            {"part-0-if_what": "members"},
            "part-0-if_at_least",
            "いくつ以上なら払うかを書いてください。",
        ),
        (
            {"c-frequency-every_months": ""},
            "c-frequency-every_months",
            "何か月ごとにを書いてください。",
        ),
        ({"top-rest": '{"cup": 1}'}, "top-rest", "だけを { } の中に書いてください。"),
        ({"top-rest": '{"reduced_to": "2/1"}'}, "top-rest", "terms.reduced_to：割合は"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(keeper, year, changes, field, words):
    sent = typed_in(keeper.get(address("programme_terms", year))) | changes
    page = keeper.post(address("programme_terms", year), {**sent, "save": "1"})
    assert page.status_code == 200
    found = {
        one.html_name: " ".join(one.errors)
        for form in page.context["whole"].forms
        for one in form
        if one.errors
    }
    assert list(found) == [field]
    assert words in found[field]
    kept = TermsDraft.objects.get()
    assert {name: kept.typed.get(name, "") for name in changes} == changes
    assert kept.terms == Terms.from_json(year.terms).to_json() or kept.terms == year.terms
    assert page.context["assessment"] is not None


@pytest.mark.parametrize("junk", ["\x00", "9" * 30_000, "<script>"])
def test_junk_is_kept_or_dropped_but_never_an_error_page(keeper, year, junk):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    for name in ("part-0-label", "part-0-json", "top-rest", "ex-gatherings", "part-0-kind"):
        body = {**sent, name: junk, "save": "1"}
        assert keeper.post(address("programme_terms", year), body).status_code in (200, 302)
    for button in (
        {"add": junk},
        {"take_away": "part-x"},
        {"take_away": "x"},
        {"remove_case": "9"},
    ):
        body = {**sent, **button}
        assert keeper.post(address("programme_terms", year), body).status_code in (200, 302)


def test_half_a_surrogate_is_dropped(keeper, year):
    answer = keeper.post(
        address("programme_terms", year),
        "part-0-label=%ED%A0%80&part-0-kind=fixed&part-0-yen=1&save=1",
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code in (200, 302)


def test_a_row_goes_and_another_question_comes(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    page = keeper.post(address("programme_terms", year), {**sent, "take_away": "part-1"})
    assert [part["label"].value() for part in page.context["whole"].parts] == ["活動費"]
    sent = typed_in(page) | {"part-0-kind": "tier", "redraw": "1"}
    page = keeper.post(address("programme_terms", year), sent)
    part = page.context["whole"].parts[0]
    assert [field.name for field in part.asked_fields()] == [
        "by",
        "steps",
        "times",
        "up_to",
    ]
    assert part["yen"].value() == "2,500"


def test_lines_that_only_serve_others_are_explained_one_by_one(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    assert keeper.get(address("programme_terms", year)).context["lines"] == []
    sent |= {"part-0-limit": "ウ", "part-2-use": "line", "part-2-kind": "fixed"}
    sent |= {"part-2-yen": "20,000", "save": "1"}
    assert keeper.post(address("programme_terms", year), sent).status_code == 302
    lines = keeper.get(address("programme_terms", year)).context["lines"]
    assert [(line["mark"], line["label"], line["yen"]) for line in lines] == [
        ("ア", "活動費", 20_000),
        ("イ", "会場費", 14_400),
        ("ウ", "", 20_000),
    ]


def test_rows_of_every_kind_come_with_their_name(keeper, year):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    for kind in ("part", "own", "count", "only", "cond"):
        page = keeper.post(address("programme_terms", year), {**sent, "add": kind})
        sent = typed_in(page) | {"count-0-total": "", "only-0-months": ""}
    shown = page.content.decode()
    for title in ("行 ウ", "要件 1", "数え方 1", "しぼりこみ 1", "条件 1"):
        assert f'<legend class="form-label">{title}</legend>' in shown
        assert f"{title} を消す</button>" in shown


def test_a_case_must_hold_before_it_is_published(keeper, year, approver):
    sent = typed_in(keeper.get(address("programme_terms", year)))
    case = {"case-name": "12回", "case-amount": "44,401", "case-how": "", "add_case": "1"}
    assert keeper.post(address("programme_terms", year), {**sent, **case}).status_code == 302
    page = keeper.get(address("programme_publish", year))
    assert page.context["ready"] is False
    refused = keeper.post(address("programme_publish", year), {"reason": "見本"})
    assert "計算例と違うため、公開できません：12回" in refused.context["form"].non_field_errors()[0]
    assert Edition.objects.count() == 0
    keeper.post(address("programme_terms", year), {**sent, "remove_case": "0"})
    assert keeper.get(address("programme_publish", year)).context["ready"] is True
    done = keeper.post(address("programme_publish", year), {"reason": "要綱の改正"})
    assert done.status_code == 302
    first, second = Edition.objects.order_by("number")
    assert (first.number, first.terms, first.reason) == (1, year.terms, "")
    assert (second.number, second.reason, second.by) == (2, "要綱の改正", approver)
    assert TermsDraft.objects.count() == 0


def test_what_was_sent_keeps_its_terms(keeper, year, resident):
    application = factories.submitted(by=resident, programme_year=year)
    frozen = application.submissions.get().terms
    sent = typed_in(keeper.get(address("programme_terms", year))) | {"part-0-yen": "5,000"}
    keeper.post(address("programme_terms", year), {**sent, "save": "1"})
    page = keeper.get(address("programme_publish", year))
    assert page.context["sent"] is True
    assert page.context["changes"] == ("「活動費」の単価が2,500円から5,000円に変わりました。",)
    without = keeper.post(address("programme_publish", year), {"reason": ""})
    assert without.context["form"].errors == {"reason": ["変えたわけを入れてください。"]}
    keeper.post(address("programme_publish", year), {"reason": "単価の改定"})
    assert ProgrammeYear.objects.get().terms["components"][0]["amount"]["unit_rate"]["rate"] == 5000
    assert application.submissions.get().terms == frozen


def test_postgresql_lets_terms_change_only_as_an_edition(year, resident, approver):
    changed = factories.TERMS | {"cap": 1}
    ProgrammeYear.objects.update(terms=changed)  # nothing was sent yet
    ProgrammeYear.objects.update(terms=factories.TERMS)
    factories.submitted(by=resident, programme_year=year)
    with pytest.raises(DatabaseError, match="only as an edition"), transaction.atomic():
        ProgrammeYear.objects.update(terms=changed)
    kept = {"programme_year": year, "terms": changed, "at": factories.NOON, "by": approver}
    for wrong in ({"number": 2}, {"number": 0}):
        with pytest.raises(DatabaseError, match="no gaps"), transaction.atomic():
            Edition.objects.create(**kept, **wrong)
    Edition.objects.create(**kept, number=1)
    ProgrammeYear.objects.update(terms=changed)
    with pytest.raises(DatabaseError, match="edition_has_reason"), transaction.atomic():
        Edition.objects.create(**kept, number=2)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Edition.objects.update(reason="あとから")


def test_a_year_is_copied_and_says_what_differs(keeper, year):
    made = keeper.post(address("programme_next", year))
    following = ProgrammeYear.objects.get(fiscal_year=2027)
    assert made["Location"] == address("programme_year", following)
    assert (following.published, following.terms, following.opens_on.year) == (
        False,
        year.terms,
        2027,
    )
    again = keeper.post(address("programme_next", year))
    assert again["Location"] == made["Location"]
    sent = typed_in(keeper.get(address("programme_terms", following))) | {"top-cap": "120,000"}
    keeper.post(address("programme_terms", following), {**sent, "save": "1"})
    keeper.post(address("programme_publish", following), {"reason": ""})
    page = keeper.get(made["Location"])
    assert page.context["changes"] == ("1年の上限が100,000円から120,000円に変わりました。",)
    assert ProgrammeYear.objects.get(fiscal_year=2027).published is True


def test_settings_keep_the_budget_above_what_is_promised(keeper, year, resident, worker, approver):
    factories.awarded(by=resident, worker=worker, approver=approver, programme_year=year)
    year.refresh_from_db()
    body = {
        "opens_on": "令和8年4月1日",
        "closes_on": "令和9年3月31日",
        "budget": "44,399",
        "answer_within_days": "30",
        "report_within_days": "30",
        "paper-0-label": "事業計画書",
        "paper-0-key": "plan",
        "paper-0-need": "must",
    }
    page = keeper.post(address("programme_settings", year), body)
    assert page.context["settings"].errors == {
        "budget": ["予算を、もう交付が決まった額（44,400円）より小さくはできません。"]
    }
    assert (
        keeper.post(address("programme_settings", year), {**body, "budget": "44,400"}).status_code
        == 302
    )
    year.refresh_from_db()
    assert (year.budget, [paper.key for paper in year.papers()]) == (44_400, ["plan"])


def test_every_page_costs_the_same_for_1_3_and_30(keeper, year, django_assert_num_queries):
    for count in (1, 3, 30):
        sample = {
            "name": "例",
            "source": "見本",
            "facts": {"fiscal_year": 2026},
            "expected": {"amount": 0},
        }
        draft = TermsDraft.objects.filter(programme_year=year)
        draft.delete()
        TermsDraft.objects.create(
            programme_year=year,
            terms=year.terms,
            typed={},
            cases=[sample] * count,
            saved_at=factories.NOON,
            saved_by_id=keeper.session["_auth_user_id"],
        )
        with django_assert_num_queries(4):
            keeper.get(address("programme_terms", year))
        with django_assert_num_queries(6):
            keeper.get(address("programme_year", year))


def test_the_next_year_of_the_last_is_refused(keeper, year):
    last = factories.a_programme_year(fiscal_year=FiscalYear(2099))
    answer = keeper.post(address("programme_next", last), follow=True)
    assert "これより先の年度は作れません。" in answer.content.decode()


def test_a_worker_reads_and_does_not_write(enter, worker, year):
    client = enter(worker)
    assert client.get(address("programme_year", year)).status_code == 200
    assert client.get(address("programme_terms", year)).status_code == 403
    assert json.dumps(client.get(address("programme_year", year)).context["may_write"]) == "false"
