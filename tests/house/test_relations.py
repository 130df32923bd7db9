"""Tables point only where modules may import: relations given as strings cannot slip past."""

from django.apps import apps

# From the front of the house to its back; a room may point at itself and at what stands behind.
DEPTH = {
    "reports": 0,
    "seed": 0,
    "duties": 1,
    "grants": 2,
    "consultations": 3,
    "people": 4,
    "letters": 5,
    "groups": 6,
    "accounts": 7,
}
STRANGERS = {("grants", "consultations"), ("consultations", "grants")}


def breaches(relations):
    return [
        (source, target)
        for source, target in relations
        if (source, target) in STRANGERS or DEPTH[target] < DEPTH[source]
    ]


def test_tables_point_only_backwards():
    relations = [
        (model._meta.app_label, field.related_model._meta.app_label)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if {model._meta.app_label, field.related_model._meta.app_label} <= DEPTH.keys()
    ]
    assert len(relations) > 20
    assert breaches(relations) == []


def test_a_breach_is_seen():
    assert breaches([("groups", "grants"), ("grants", "letters"), ("grants", "consultations")]) == [
        ("groups", "grants"),
        ("grants", "consultations"),
    ]
