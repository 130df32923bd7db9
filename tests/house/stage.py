"""The demonstration on the stage: who looks at a page of the contract, and which ids it then has."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from consultations import consenting
from consultations.log import enclosing
from consultations.models import CaseStory, Consultation, Intake, Person, StoryPerson, Voice
from consultations.stories import storytelling
from grants.applying import papers
from grants.models import Application, Claim, OtherFunding, Payment, Refund
from grants.money.balance import of, with_money
from ibasho.accounts.models import User
from ibasho.groups.models import Group, Membership, Part
from ibasho.letters import issue, outbox
from ibasho.letters.models import Letter, Mail
from ibasho.letters.post import put
from ibasho.people import workflow as people
from ibasho.reports.booklet import printing
from ibasho.reports.models import Edition, EditionFile, Format
from ibasho.seed import demo
from tests.house import lives
from tests.house.seen import Form, Page

# One white point.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


class Stage:
    """Everything of the demonstration; `when` is the state of the application in question."""

    def __init__(self):
        now = timezone.now()
        demo.load(at=now)
        draft = Application.objects.get(state="draft")
        upload = SimpleUploadedFile("見本.png", PNG)
        self.file = papers.add(draft, upload=upload, by=draft.started_by, at=now)
        self.letter = Letter.objects.filter(application__state="awarded").latest("issued_at")
        by = self.letter.issued_by
        self.again = issue.reissue(self.letter, reason="見本", by=by, at=now, on=now.date())
        self.mail = _stuck_mail(at=now)
        self._people(draft.group, draft.started_by, now)
        self.printed = EditionFile.objects.get(format=Format.XLSX)
        printing.make(self.printed.pk, clock=timezone.now)
        self.ready = self._story(now)
        self._listening(now)
        self.lives = lives.prepare(at=now, png=PNG)

    def _listening(self, at):
        """A record with everything that can stand beside one."""
        self.referred = Consultation.objects.exclude(confidence=None).get()
        told = {"upload": SimpleUploadedFile("見本.png", PNG), "at": at}
        worker = self.referred.workers.first()
        self.enclosure = enclosing.enclose(self.referred, by=worker, **told)

    def _people(self, group, by, at):
        """Somebody beside the representative, and an invitation with the secret of its mail."""
        self.person = User.objects.create_user(email="treasurer@example.jp", name="見本 会計")
        Membership.objects.create(group=group, user=self.person, part=Part.TREASURER)
        told = {"email": "invited@example.jp", "part": Part.CONTACT}
        self.invitation = people.invite(group, **told, by=by, at=at, link=self._keep_token)

    def _story(self, at):
        """A draft that names nobody and to which its group agreed."""
        record = Consultation.objects.filter(group__name="見本のいろり").first()
        facts = {"title": "見本の小さな話", "records": [record]}
        story = storytelling.begin(record.group, by=None, at=at, **facts)
        said = {"on": at.date(), "media": ["report"]}
        consenting.agree(story, by=None, at=at, **said)
        return story

    def _keep_token(self, token):
        self.token = token
        return token

    def application(self, when: str) -> Application:
        """The newest in this state; `awarded:prepared` has a change in this stage.

        Of `settled:even` all was paid.
        """
        state, _colon, stage = when.partition(":")
        found = Application.objects.filter(state=state)
        if stage == "even":
            return next(each for each in with_money(found) if of(each).even)
        return (found.filter(changes__stage=stage) if stage else found).first()

    def fill(self, address: str, when: str = "draft") -> str:
        """The address with real ids in place of `{…}`."""
        application = self.application(when)
        return address.format(
            application=application.pk,
            group=application.group_id,
            programme=application.programme_year.programme.slug,
            fiscal_year=application.programme_year.fiscal_year,
            file=self.file.pk,
            gathering=getattr(application.group.gatherings.first(), "pk", ""),
            person=self.person.pk,
            invitation=self.invitation.pk,
            token=self.token,
            place=Group.objects.filter(published=True).first().pk,
            letter=self.letter.pk,
            reissue=self.again.pk,
            mail=self.mail.pk,
            claim=Claim.objects.filter(status="made").earliest("made_at").pk,
            payment=Payment.objects.filter(status="in_file").earliest("pk").pk,
            transfer_file=Payment.objects.filter(status="in_file").earliest("pk").file_id,
            refund=Refund.objects.filter(status="demanded").earliest("due_on").pk,
            kind="award",
            funding=OtherFunding.objects.first().pk,
            edition=Edition.objects.get(frozen_at=None).pk,
            frozen_edition=self.printed.edition_id,
            edition_file=self.printed.pk,
            consultation=self.referred.pk,
            enclosure=self.enclosure.pk,
            known=Person.objects.get(name="見本 民子").pk,
            other=Person.objects.get(name="見本 たみこ").pk,
            what="quiet",
            figure="logged",
            table=1,
            story=CaseStory.objects.drafts().exclude(pk=self.ready.pk).get().pk,
            ready=self.ready.pk,
            published=CaseStory.objects.published().filter(title="庭が開いた日").get().pk,
            concealed=StoryPerson.objects.filter(story__title="店先の椅子").first().pk,
            intake=Intake.objects.exclude(state="done").get().pk,
            target="consultations",
            ending="csv",
            voice=Voice.objects.exclude(consented_on=None).first().pk,
            **self.lives,
        )

    def client(self, who: str, when: str = "draft") -> Client:
        """A browser in which `who` has signed in; a resident is the one of that application."""
        client = Client()
        if who == "resident":
            client.force_login(self.application(when).started_by)
        elif who != "anonymous":
            client.force_login(User.objects.get(email=f"{who}@example.jp"))
        return client

    def form(self, told: dict) -> Form:
        """A form of the contract as it stands on its page."""
        when = told.get("when", "draft")
        page = self.fill(told["page"], when)
        answer = self.client(told["who"], when).get(page)
        assert answer.status_code == 200, (page, answer.status_code)
        address = self.fill(told["address"], when)
        return Page(answer.content.decode(), page.split("?")[0]).form(address, told["method"])


def _stuck_mail(*, at) -> Mail:
    """A mail that was cut off while it was being sent."""
    mail = put(to="sample@example.jp", subject="見本", body="見本", at=at)
    outbox.begin(mail.pk, at=at)
    outbox.lay_open(at=at + timedelta(hours=1))
    return mail
