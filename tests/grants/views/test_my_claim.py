"""Claiming on a phone: where to, how much, read over, sent once; then how it stands."""

import re
from base64 import b64decode

import pytest

from grants.models import BankAccount, Claim
from grants.money import paying
from tests.grants.factories import NOON, submitted
from tests.grants.purse import awarded, claimed, filed, paid, planned

pytestmark = pytest.mark.django_db
YUCHO = {
    "amount": "30,000",
    "symbol": "１０５３０",
    "number": "12345671",
    "kind": "ordinary",
    "holder": "みほんのがっこう",
}
BANK = {
    "amount": "44400",
    "bank": "三菱UFJ銀行",
    "branch": "吉祥寺",
    "deposit": "1",
    "number": "0000123",
    "holder": "ミホンノカイ",
}


@pytest.fixture
def case(resident, worker, approver):
    return awarded(resident=resident, worker=worker, approver=approver)


@pytest.fixture
def mine(enter, resident):
    return enter(resident)


@pytest.fixture
def address(case):
    return f"/my/applications/{case.pk}/claim/"


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", answer.content.decode()))


def carried(answer):
    return re.search(r'name="carried" value="([^"]+)"', answer.content.decode())[1]


def test_first_it_asks_where_to(mine, address):
    said = words(mine.get(address))
    assert "これから請求できる額 44,400円" in said
    assert "ゆうちょ銀行の口座" in said


def test_yucho_is_shown_as_other_banks_call_it_then_sent(mine, address):
    read = mine.post(f"{address}?to=yucho", YUCHO)
    said = words(read)
    for told in ("30,000円", "〇五八（058）", "1234567", "ﾐﾎﾝﾉｶﾞﾂｺｳ", "10530 - 12345671"):
        assert told in said
    assert Claim.objects.count() == 0
    sent = mine.post(f"{address}send/?to=yucho", {"carried": carried(read)})
    assert (sent.status_code, sent["Location"]) == (302, address)
    account = BankAccount.objects.get()
    assert (account.branch_code, account.number.reveal(), account.told_as) == (
        "058",
        "1234567",
        "10530",
    )
    standing = words(mine.get(address))
    assert "請求を受け付けました" in standing
    assert "••••567" in standing
    assert "1234567" not in standing


def test_what_was_typed_lies_open_nowhere(mine, address):
    token = carried(mine.post(f"{address}?to=yucho", YUCHO))
    assert "12345671" not in b64decode(token, altchars=b"-_").decode("latin-1")
    assert "12345671" not in str(dict(mine.session))


def test_sent_twice_it_is_one_claim(mine, address):
    token = carried(mine.post(f"{address}?to=yucho", YUCHO))
    for _each in range(2):
        assert mine.post(f"{address}send/?to=yucho", {"carried": token})["Location"] == address
    assert Claim.objects.count() == 1


def test_to_mend_it_all_comes_back(mine, address):
    token = carried(mine.post(f"{address}?to=yucho", YUCHO))
    again = mine.post(f"{address}?to=yucho", {"carried": token}).content.decode()
    for typed in ("30,000", "１０５３０", "12345671", "みほんのがっこう"):
        assert f'value="{typed}"' in again


def test_what_somebody_made_up_is_not_sent(mine, address, settings):
    for token in ("", "x", "gAAAAA"):
        answer = mine.post(f"{address}send/?to=yucho", {"carried": token}, follow=True)
        assert "まだ送られていません" in words(answer)
    assert Claim.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("amount", "44,401", "1円から44,400円まで"),
        ("amount", "一万", "1円から44,400円まで"),
        ("symbol", "1053", "5けたの数字"),
        ("symbol", "12990", "記号に当たる店がありません"),
        ("number", "12345672", "最後が1ではありません"),
        ("holder", "ミホンの𠮷", "「𠮷」は、銀行の振込では使えない文字です"),
        ("holder", "", "口座名義（カタカナ）を入れてください"),
        ("kind", "lost", "通帳の種類を選んでください"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(mine, address, field, typed, said):
    answer = mine.post(f"{address}?to=yucho", YUCHO | {field: typed})
    assert (answer.status_code, said in words(answer)) == (200, True)
    assert answer.context["form"].errors.keys() == {field}
    for name in YUCHO.keys() - {"kind", field}:
        assert f'value="{YUCHO[name]}"' in answer.content.decode()


def test_a_bank_by_name(mine, address):
    read = mine.post(f"{address}?to=bank", BANK)
    said = words(read)
    for told in ("三菱ＵＦＪ（0005）", "吉祥寺（220）", "0000123", "44,400円"):
        assert told in said
    mine.post(f"{address}send/?to=bank", {"carried": carried(read)})
    assert Claim.objects.get().account.bank_kana == "ﾐﾂﾋﾞｼﾕ-ｴﾌｼﾞｴｲ"


def test_words_that_fit_several_are_laid_open_and_one_is_picked(mine, address):
    several = BANK | {"bank": "三菱", "branch": ""}
    answer = mine.post(f"{address}?to=bank", several)
    assert 'name="pick_bank" value="0005"' in " ".join(answer.content.decode().split())
    picked = mine.post(f"{address}?to=bank", several | {"pick_bank": "0288"})
    html = picked.content.decode()
    assert 'value="三菱ＵＦＪ信託（0288）"' in html
    assert 'value="0000123"' in html
    assert picked.context["form"].errors == {}
    branch = mine.post(
        f"{address}?to=bank", BANK | {"branch": "三", "pick_branch": "222"}
    ).content.decode()
    assert 'value="三鷹（222）"' in branch


def test_made_up_picks_change_nothing(mine, address):
    for pick in ({"pick_bank": "x"}, {"pick_branch": "x"}, {"pick_branch": "1", "bank": "x"}):
        assert mine.post(f"{address}?to=bank", BANK | pick).status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"bank": "みほん"}, "銀行を1つに決められません"),
        ({"branch": "みほん"}, "支店を1つに決められません"),
        ({"number": "123"}, "「0000123」としてください"),
        ({"number": "x"}, "7けたの数字"),
        ({"deposit": "9"}, "預金の種類を選んでください"),
    ],
)
def test_what_is_no_account_is_said(mine, address, change, said):
    assert said in words(mine.post(f"{address}?to=bank", BANK | change))
    assert Claim.objects.count() == 0


def test_the_book_of_banks_answers_while_one_types(mine):
    assert "みずほ（0001）" in words(mine.get("/my/banks/?bank=みずほ"))
    assert "吉祥寺（220）" in words(mine.get("/my/banks/?bank=0005&branch=吉祥寺"))
    assert "候補が見つかりません" in words(mine.get("/my/banks/?bank=𠮷"))
    for query in ("", "?bank=", "?branch=x", "?bank=%00", "?bank=0005&branch=%ff"):
        assert mine.get(f"/my/banks/{query}").status_code == 200


def test_the_same_account_again(mine, address, case, resident, accountant):
    paying.accept_claim(claimed(case, by=resident, amount=10_000), by=accountant, at=NOON)
    account = BankAccount.objects.get()
    assert "前と同じ口座" in words(mine.get(address))
    read = mine.post(f"{address}?to={account.pk}", {"amount": "34,400"})
    assert "••••567" in words(read)
    mine.post(f"{address}send/?to={account.pk}", {"carried": carried(read)})
    assert Claim.objects.filter(account=account).count() == 2


def test_nobody_elses_account(mine, address):
    for to in ("00000000-0000-0000-0000-000000000000", "x", "%00"):
        assert "どこに振り込みますか" in words(mine.get(f"{address}?to={to}"))


def test_taken_back(mine, address, case, resident):
    claimed(case, by=resident)
    assert "請求を取り下げますか" in words(mine.get(f"{address}withdraw/"))
    mine.post(f"{address}withdraw/")
    assert Claim.objects.get().status == "withdrawn"
    assert mine.post(f"{address}withdraw/").status_code == 409


def test_the_story_says_the_day(mine, case, resident, accountant):
    payment = planned(case, by=resident, accountant=accountant)
    address = f"/my/applications/{case.pk}/"
    assert "44,400円の支払いの準備をしています" in words(mine.get(address))
    filed(payment, accountant=accountant)
    assert "2026年4月13日（令和8年4月13日）に44,400円を振り込みます" in words(mine.get(address))


def test_nothing_to_claim_says_why(mine, address, case, resident, accountant):
    paid(case, by=resident, accountant=accountant)
    assert "いま請求できるお金はありません" in words(mine.get(address))


def test_before_the_decision(enter, resident):
    case = submitted(by=resident)
    answer = enter(resident).get(f"/my/applications/{case.pk}/claim/")
    assert "交付が決まってから" in words(answer)


def test_the_same_few_queries(mine, address, case, resident, accountant, django_assert_num_queries):
    for asked in ("", "?to=yucho", "?to=bank"):
        with django_assert_num_queries(9):
            mine.get(address + asked)
    for amount in (10_000, 10_000, 10_000):
        claim = claimed(case, by=resident, amount=amount)
        paying.accept_claim(claim, by=accountant, at=NOON)
    with django_assert_num_queries(9):
        mine.get(address)
