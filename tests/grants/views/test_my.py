"""What the pages of one application cost, and that they are shut to everybody else."""

from datetime import timedelta

import pytest
from django.urls import reverse

from grants import workflow
from grants.applying import papers
from tests.grants import factories
from tests.grants.views.pages import page, sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_noon")]


@pytest.mark.parametrize(
    ("name", "kwargs", "queries"),
    [
        ("task_list", {}, 12),
        ("task", {"slug": "venue"}, 5),
        ("calculation", {}, 5),
        ("documents", {}, 5),
        ("confirm", {}, 6),
    ],
)
@pytest.mark.parametrize("count", [1, 3, 30])
def test_pages_cost_the_same_for_every_number_of_days(
    enter, resident, django_assert_num_queries, name, kwargs, queries, count
):
    first = factories.YEAR.first
    days = [first + timedelta(days=n) for n in range(count)]
    draft = factories.a_draft(by=resident, days=days, fees=dict.fromkeys(days, 100))
    client = enter(resident)
    with django_assert_num_queries(queries):
        assert client.get(page(draft, name, **kwargs)).status_code == 200


def doors(application, paper):
    """Every address below one application, with the ways in."""
    both = ("get", "post")
    yield page(application), ("get",)
    for slug in ("group", "plan", "venue", "funding"):
        yield sheet(application, slug), both
    for name in ("documents", "confirm", "my_withdraw", "my_discard"):
        yield page(application, name), both
    for name in ("answers", "my_terms"):
        yield page(application, name), ("post",)
    for name in ("calculation", "receipt", "receipt_pdf"):
        yield page(application, name), ("get",)
    yield page(application, "attachment", file=paper.pk), ("get",)
    yield page(application, "attachment_remove", file=paper.pk), ("post",)


def status_of(answer):
    # A file that is not read to its end stays open.
    list(answer.streaming_content if answer.streaming else ())
    return answer.status_code


class TestClosedDoors:
    @pytest.fixture
    def sent(self, resident, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        draft = factories.a_draft(by=resident)
        papers.add(draft, upload=factories.a_pdf(), by=resident, at=factories.NOON)
        return workflow.submit(draft, by=resident, at=factories.NOON)

    @pytest.mark.parametrize("person", ["stranger", "worker"])
    def test_others_find_nothing(self, enter, sent, person, request):
        client, paper = enter(request.getfixturevalue(person)), sent.attachments.get()
        answers = [
            (address, way, status_of(getattr(client, way)(address)))
            for address, ways in doors(sent, paper)
            for way in ways
        ]
        found = [(address, way) for address, way, status in answers if status != 404]
        # Staff read the papers too, and nothing else below /my/.
        fetched = [(page(sent, "attachment", file=paper.pk), "get")]
        assert found == (fetched if person == "worker" else [])
        assert len(answers) == 24

    def test_the_anonymous_are_sent_to_sign_in(self, client, sent):
        for address, ways in [*doors(sent, sent.attachments.get()), ("/my/", ("get",))]:
            for way in ways:
                answer = getattr(client, way)(address)
                assert answer.status_code == 302
                assert answer.url.startswith(reverse("account_login"))
