"""The claim on paper: blank and filled, with the item numbers of the screen, readable by everybody."""

import re
from io import BytesIO

import pikepdf
import pytest

from grants.forms.claim import BankForm, ClaimForm, YuchoForm
from grants.money import claiming
from tests.grants.applying.test_printing import failures, without_spaces, words
from tests.grants.factories import NOON, a_group, submitted
from tests.grants.purse import awarded, claimed, new_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(resident, worker, approver):
    return awarded(resident=resident, worker=worker, approver=approver)


@pytest.fixture
def mine(enter, resident):
    return enter(resident)


def paper(client, application, name):
    answer = client.get(f"/my/applications/{application.pk}/claim/{name}.pdf")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    return answer.content


@pytest.mark.parametrize("to", ["yucho", "bank"])
def test_screen_and_blank_paper_have_the_same_items(mine, case, to):
    page = mine.get(f"/my/applications/{case.pk}/claim/?to={to}").content.decode()
    on_screen = re.findall(r'<span class="ib-item-number">([^<]*)</span>', page)
    forms = {"yucho": YuchoForm(most=1), "bank": BankForm(most=1, url="")}
    items = [(ClaimForm.part, forms[to]["amount"]), *forms[to].numbered()]
    assert on_screen == [number for number, _field in items]
    written = words(paper(mine, case, "paper"))
    for number, field in items:
        assert f"{number}{without_spaces(field.label)}（必須）" in written


def test_the_blank_says_what_is_known(mine, case):
    pdf = paper(mine, case, "paper")
    said = words(pdf)
    for known in (
        case.group.name,
        case.receipt_number,
        case.letter.reference,
        "44,400円までです。",
    ):
        assert without_spaces(known) in said
    assert "□通常貯金（ふつうの通帳）□通常貯蓄貯金" in said
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert {tuple(round(float(n)) for n in page.mediabox) for page in opened.pages} == {
            (0, 0, 595, 842)
        }
    assert failures(pdf) == []


def test_the_copy_of_yucho_says_it_as_it_was_typed(mine, case, resident):
    claimed(case, by=resident, amount=30_000)
    pdf = paper(mine, case, "copy")
    said = words(pdf)
    for row in (
        "1請求する額30,000円",
        "2-1記号10530",
        "2-2番号••••567",
        "2-3通帳の種類通常貯金",
        "2-4口座名義（カタカナ）",
    ):
        assert row in said
    assert "1234567" not in said
    assert failures(pdf) == []


def test_the_copy_of_another_bank(mine, case, resident):
    account = new_account(bank="0001", branch="100", told_as="")
    claimed(case, by=resident, account=account)
    said = words(paper(mine, case, "copy"))
    for row in ("3-1銀行みずほ（0001）", "3-4口座番号••••567", "3-3預金の種類普通"):
        assert row in said


def test_there_is_none_where_nothing_was_claimed_or_granted(mine, case, resident):
    page = f"/my/applications/{case.pk}/claim/copy.pdf"
    assert mine.get(page).status_code == 404
    made = claimed(case, by=resident)
    claiming.withdraw_claim(made, by=resident, at=NOON)
    assert mine.get(page).status_code == 404
    year, other = case.programme_year, a_group(member=resident, name="見本の別の会")
    sent = submitted(by=resident, programme_year=year, group=other)
    assert mine.get(f"/my/applications/{sent.pk}/claim/paper.pdf").status_code == 404
