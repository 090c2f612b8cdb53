"""A month of a trial: how many emails people get of 340 entries, and that nobody gets one too many."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Entry
from directory.correspondence.actions import forget_old_emails
from directory.correspondence.models import Email
from directory.correspondence.sending import send_waiting
from directory.inbox import actions as inbox
from directory.inbox.models import Message
from directory.networks.models import Meeting, Network
from directory.notices.digest import send_digests
from directory.notices.jobs import tell_of_trouble
from directory.notices.models import EmailChoices
from directory.subscriptions.jobs import forget_unconfirmed, send_news
from directory.taxonomy.models import Topic
from tests.factories import make_contact, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.quick import fewer
from tests.subscriptions.readers import a_reader

FIRST = datetime(2026, 11, 2, tzinfo=UTC)  # a Monday
DAYS = 30
ENTRIES = fewer(340)
RUNS = (7.75, 10, 12, 14, 16, 18)  # hours of a day at which the jobs run here
SECTORS = ("primary", "secondary", "special")


class Clock(datetime):
    """The day that it is for the whole program."""

    moment = FIRST

    @classmethod
    def now(cls, tz=None):
        return Clock.moment


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "datetime", Clock)
    Clock.moment = FIRST
    return Clock


class Trial:
    """Two curators, an administrator, four contributors, and 40 readers who asked for emails."""

    def __init__(self):
        address = (f"staff{number}@county.example" for number in range(20))
        self.curators = [make_user("Curator", email=next(address)) for _ in range(2)]
        EmailChoices.objects.create(user=self.curators[1], reviews="at_once")
        make_user("Administrator", email=next(address))
        self.authors = [make_user("Contributor", email=next(address)) for _ in range(4)]
        self.network = Network.objects.create(name="Tamworth leads", slug="tamworth", summary="They meet.")
        for number in range(25):
            self.reader(number, what="new", query=f"sector={SECTORS[number % 3]}")
        for number in range(25, 35):
            self.reader(number, what="guidance", query="sector=primary")
        for number in range(35, 40):
            self.reader(number, what="meetings", network=self.network)
        self.line = make_organisation("Childline", phone="0800 1111")
        make_contact("band", self.line)
        self.made, self.waiting = 0, []

    def reader(self, number, **wanted):
        a_reader(f"reader{number}@school.example", told_until=FIRST, **wanted)

    def day(self, number):
        """What people do on the working day `number`."""
        self.review()
        for _ in range(-(-ENTRIES // 22)):
            if self.made < ENTRIES:
                self.write()
        self.readers_write(number)
        if number in (3, 17):
            self.move_a_meeting(number)
        if number == 10:
            Entry.objects.filter(pk=self.line.pk).update(unreachable_since=timezone.localdate())

    def write(self):
        """Three of five are a curator's own, published at once; the others wait for a curator."""
        self.made += 1
        make = make_guidance if self.made % 20 == 0 else make_resource
        sectors = [SECTORS[self.made % 3]]
        if self.made % 5 < 3:
            make(sectors=sectors)  # nobody is told what they did themselves
            return
        author = self.authors[self.made % 4]
        draft = make(sectors=sectors, created_by=author, published=False)
        self.waiting.append((steps.take_step(step="submit", entry=draft, by=author), author))

    def review(self):
        """A curator looks at what was sent the day before; one of six goes back and is sent again."""
        waiting, self.waiting = self.waiting, []
        for number, (entry, author) in enumerate(waiting):
            if number == 5:
                steps.take_step(step="send_back", entry=entry, by=self.curators[0], why="Say for whom it is.")
                self.waiting.append((steps.take_step(step="submit", entry=entry, by=author), author))
            else:
                steps.take_step(step="publish", entry=entry, by=self.curators[0])

    def readers_write(self, number):
        """A suggestion a day, a problem on most days, three reports of harm in a month; answered in two days."""
        about = Entry.objects.get(pk=self.line.pk)
        inbox.receive(address="192.0.2.1", purpose="suggestion", title="A pack")
        if number % 4:
            inbox.receive(address="192.0.2.2", purpose="problem", trouble="link", entry=about)
        if number in (2, 11, 22):
            inbox.receive(address="192.0.2.3", purpose="problem", trouble="harmful", entry=about)
        for message in Message.objects.waiting().filter(received_at__lt=timezone.now() - timedelta(days=2)):
            inbox.answer(message=message, by=self.curators[0], state="done")

    def move_a_meeting(self, number):
        starts = timezone.now() + timedelta(days=20)
        theme = Topic.objects.get(code="consent")
        values = {
            "network": self.network,
            "theme": theme,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=1),
        }
        meeting = Meeting.objects.create(**values)
        meeting.status, meeting.place = ("cancelled", "") if number == 3 else ("scheduled", "Library")
        meeting.save()


def run_jobs():
    now = timezone.now()
    for job in (tell_of_trouble, send_digests, send_news, forget_unconfirmed, send_waiting, forget_old_emails):
        job(now=now)


def template_of(key):
    return ":".join(key.split(":")[: 2 if key.startswith("reader:") else 1])


@pytest.mark.slow
@pytest.mark.once
@pytest.mark.django_db
def test_a_month_tells_everybody_in_time_and_nobody_too_often(clock):
    trial, each_day = Trial(), Counter()
    for day in range(DAYS):
        for hour in RUNS:
            clock.moment = FIRST + timedelta(days=day, hours=hour)
            if hour == 10 and clock.moment.weekday() < 5:
                trial.day(day)
            before = len(mail.outbox)
            run_jobs()
            each_day.update((message.to[0], day) for message in mail.outbox[before:])
    sent = Counter(template_of(key) for key in Email.objects.values_list("key", flat=True))
    print(f"{ENTRIES} entries in {DAYS} days: {dict(sent)}, {len(mail.outbox)} sent in all")
    print("at most on one day:", each_day.most_common(3))
    working_days, curators = 22, 2
    assert len({message.extra_headers["Message-ID"] for message in mail.outbox}) == len(mail.outbox)
    assert not Email.objects.exclude(state="sent").exists()
    assert sent["digest"] <= working_days * curators
    assert sent["harm"] == 3 * curators
    assert sent["contacts"] == curators
    assert sent["published"] <= working_days * len(trial.authors)  # one for all of a day's
    assert sent["to_review"] <= working_days * 1
    assert sent["reader:meeting"] == 2 * 5
    assert sent["reader:news"] <= 4 * 35
    assert max(each_day.values()) <= 5
