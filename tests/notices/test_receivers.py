"""What staff are told at once: what happened and a link, and nothing that a reader or an author wrote."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions import steps
from directory.catalogue.models import Entry
from directory.correspondence.models import Email
from directory.inbox import actions as inbox
from directory.notices import workflow_notices
from directory.notices.models import EmailChoices
from directory.notices.workflow_notices import window
from directory.quality.actions import review
from directory.quality.criteria import CRITERIA
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

ALL_MET = {item.code: {"verdict": "met", "note": "Secret"} for item in CRITERIA}


def staff(role, **choices):
    user = make_user(role, email=f"{role.lower()}{len(choices)}{timezone.now().timestamp()}@county.example")
    if choices:
        EmailChoices.objects.create(user=user, **choices)
    return user


def report(trouble="harmful"):
    about = Entry.objects.get(pk=make_organisation("Helping hands").pk)
    words = "It told Jamie to meet him"
    return inbox.receive(address="192.0.2.1", purpose="problem", trouble=trouble, entry=about, words=words)


def test_a_flood_of_reports_of_harm_is_one_email_more_a_quarter_of_an_hour():
    curator = staff("Curator")
    about = Entry.objects.get(pk=make_organisation("Helping hands").pk)
    for number in range(12):
        inbox.receive(address=f"192.0.{number}.1", purpose="problem", trouble="harmful", entry=about)
    many = Email.objects.filter(to=curator.email, key__startswith="harm:many:")
    assert Email.objects.filter(to=curator.email).count() in {6, 7}  # seven, where a quarter ends meanwhile
    assert many.first().text.count(reverse("admin:inbox_message_changelist")) == 1


def told(user):
    return [email.subject for email in Email.objects.filter(to=user.email)]


def test_a_report_of_harm_reaches_every_curator_who_wants_it():
    curator, other = staff("Curator"), staff("Curator", harm=False)
    editor, without = staff("Editor"), make_user("Curator")
    message = report()
    email = Email.objects.get()
    assert email.to == curator.email
    assert reverse("admin:inbox_message_answer", args=[message.pk]) in email.text
    assert not told(other) + told(editor) + told(without)


def test_a_report_of_harm_says_none_of_its_words():
    staff("Curator")
    report()
    email = Email.objects.get()
    assert "Jamie" not in f"{email.subject}{email.text}{email.key}"


def test_another_report_waits_for_the_digest():
    staff("Curator")
    report(trouble="number")
    assert not Email.objects.exists()


def test_who_has_left_is_told_nothing():
    curator = staff("Curator")
    curator.is_active = False
    curator.save()
    report()
    assert not Email.objects.exists()


def test_a_report_that_was_not_kept_is_not_told():
    staff("Curator")
    with transaction.atomic():
        report()
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def sent_for_review(author):
    draft = make_resource("Secret draft", published=False, created_by=author)
    return steps.take_step(step="submit", entry=draft, by=author)


def test_an_author_hears_that_it_was_sent_back_and_reads_the_comment_on_the_site():
    author, curator = staff("Contributor"), staff("Curator")
    entry = sent_for_review(author)
    steps.take_step(step="send_back", entry=entry, by=curator, why="Jamie is named")
    email = Email.objects.get()
    assert email.to == author.email
    assert reverse("admin:resources_resource_change", args=[entry.pk]) in email.text
    assert "Jamie" not in email.text
    assert "Secret draft" not in email.text


@pytest.fixture
def quarter(monkeypatch):
    """The quarter of an hour that it is, until the end of the test."""
    now = window(timezone.now())
    monkeypatch.setattr(workflow_notices, "window", lambda moment: now)
    return now


def test_an_author_hears_of_all_that_was_published_in_a_while_in_one_email(quarter):
    author, curator = staff("Contributor"), staff("Curator")
    entries = [sent_for_review(author) for _ in range(3)]
    for entry in entries:
        steps.take_step(step="publish", entry=entry, by=curator)
    email = Email.objects.get()
    assert email.text.count("\n- ") == 3
    assert email.send_after == quarter[1]


def test_an_editor_who_sent_it_for_review_hears_too():
    author, editor, curator = staff("Contributor"), staff("Editor"), staff("Curator")
    draft = make_resource(published=False, created_by=author)
    entry = steps.take_step(step="submit", entry=draft, by=editor)
    steps.take_step(step="publish", entry=entry, by=curator)
    assert told(author) == told(editor) == ["What you wrote has been published"]


def test_nobody_is_told_what_they_did_themselves_or_do_not_want_to_hear():
    curator, quiet = staff("Curator"), staff("Contributor", own_work=False)
    own = sent_for_review(curator)
    steps.take_step(step="publish", entry=own, by=curator, override=True, why="Alone")
    steps.take_step(step="publish", entry=sent_for_review(quiet), by=curator)
    assert not Email.objects.exists()


def test_what_is_published_by_itself_on_its_day_is_told():
    author = staff("Contributor")
    entry, soon = sent_for_review(author), timezone.now() + timedelta(days=1)
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=soon)
    steps.publish_what_is_due(now=soon)
    assert told(author) == ["What you wrote has been published"]


@pytest.mark.usefixtures("quarter")
def test_reviewers_who_chose_so_hear_at_once_of_what_waits():
    at_once, daily = staff("Curator", reviews="at_once"), staff("Curator")
    for _ in range(2):
        sent_for_review(make_user("Contributor"))
    email = Email.objects.get()
    assert (email.to, email.text.count("\n- ")) == (at_once.email, 2)
    assert "Secret draft" not in email.text
    assert not told(daily)


def test_a_quality_review_that_needs_a_second_person_is_told_to_those_who_can():
    first, second, author = (staff("Curator", reviews="at_once") for _ in range(3))
    entry = make_resource(created_by=author)
    Email.objects.all().delete()
    review(entry=entry, by=first, role="dsl", judgements=ALL_MET)
    email = Email.objects.get()
    assert email.to == second.email
    assert reverse("admin:catalogue_entry_quality", args=[entry.pk]) in email.text
    assert "Secret" not in email.text
    review(entry=entry, by=second, role="dsl", judgements=ALL_MET)
    assert Email.objects.count() == 1


def test_many_entries_without_authors_cost_three_queries(django_assert_max_num_queries):
    from directory.notices.workflow_notices import tell_authors

    entries = [make_resource() for _ in range(12)]
    revisions = [entry.revisions.select_related("entry").first() for entry in entries]
    with django_assert_max_num_queries(3):
        tell_authors(revisions)


def test_whoever_gets_a_new_password_or_second_factor_by_an_administrator_hears_of_it(client):
    curator, administrator = staff("Curator"), staff("Administrator")
    sign_in(client, administrator)
    page = reverse("admin:auth_user_password_change", args=[curator.pk])
    secret = "another quite long one"
    client.post(page, {"usable_password": "true", "password1": secret, "password2": secret})
    client.post(
        reverse("admin:auth_user_changelist"), {"action": "reset_second_factor", "_selected_action": [curator.pk]}
    )
    assert told(curator) == ["Your sign-in was changed"] * 2
    assert told(administrator) == []
    assert all(secret not in email.text for email in Email.objects.all())


def test_a_change_after_approval_is_told_to_those_who_approve():
    reviewer = staff("Curator", reviews=EmailChoices.Reviews.AT_ONCE)
    entry = steps.take_step(step="submit", entry=make_resource(published=False))
    at = timezone.now() + timedelta(days=1)
    steps.take_step(step="schedule", entry=entry, by=make_user("Curator"), at=at)
    Email.objects.all().delete()
    Entry.objects.filter(pk=entry.pk).update(summary="Another text.")
    steps.publish_what_is_due(now=at)
    assert len(told(reviewer)) == 1
