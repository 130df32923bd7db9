"""What has changed in the terms, in sentences."""

import pytest

from grants.rules.changes import differences
from grants.rules.terms import Terms
from tests.grants.factories import TERMS


def changed(**keys):
    return differences(Terms.from_json(TERMS), Terms.from_json(TERMS | keys))


def with_component(number, **keys):
    parts = list(TERMS["components"])
    parts[number] = parts[number] | keys
    return parts


def with_criterion(key, **keys):
    return [one | keys if one["key"] == key else one for one in TERMS["criteria"]]


def test_equal_terms_have_none():
    assert changed() == ()


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"cap": 80_000}, "1年の上限が100,000円から80,000円に変わりました。"),
        ({"cap": None}, "1年の上限が100,000円からなしに変わりました。"),
        (
            {"cap": {"unit_rate": {"rate": 10_000, "per": "gatherings"}}},
            "1年の上限の決めかたが変わりました。",
        ),
        (
            {
                "components": with_component(
                    0, amount={"unit_rate": {"rate": 3000, "per": "gatherings"}}
                )
            },
            "「活動費」の単価が2,500円から3,000円に変わりました。",
        ),
        (
            {
                "components": with_component(
                    1,
                    amount={
                        "each": {
                            "per": "gathering",
                            "of": {"at_most": {"limit": 2000, "of": {"cost": ["venue"]}}},
                        }
                    },
                )
            },
            "「会場費」の上限が2,500円から2,000円に変わりました。",
        ),
        (
            {"components": with_component(1, amount=5000)},
            "「会場費」の計算のしかたが変わりました。",
        ),
        (
            {"components": with_component(1, label="場所の費用")},
            "「会場費」の名前が「場所の費用」に変わりました。",
        ),
        ({"components": TERMS["components"][:1]}, "「会場費」がなくなりました。"),
        (
            {"components": [*TERMS["components"], {"key": "tea", "label": "茶菓", "amount": 100}]},
            "「茶菓」が加わりました。",
        ),
        ({"rounding": {"to": 1000}}, "端数の処理のしかたが変わりました。"),
        ({"criteria": TERMS["criteria"][1:]}, "要件「市内での開催」がなくなりました。"),
        (
            {"criteria": [*TERMS["criteria"], {"key": "pause", "kind": "lock_out", "years": 2}]},
            "要件「pause」が加わりました。",
        ),
        (
            {"criteria": with_criterion("duration", minutes=100)},
            "要件「1回の長さ」の1回の時間（分）が120から100に変わりました。",
        ),
        (
            {"criteria": with_criterion("frequency", grade="note")},
            "要件「開催の頻度」の内容が変わりました。",
        ),
    ],
)
def test_each_change_is_one_sentence(keys, words):
    assert changed(**keys) == (words,)
