"""Whoever readers are told to call is looked at every few minutes: whatever took them away, curators hear of it."""

from django.db import transaction
from django.utils import timezone

from directory.catalogue.states import State, Status
from directory.catalogue.workflow import REVIEW
from directory.correspondence.queue import queue_email
from directory.notices.models import ContactProblem
from directory.notices.recipients import people_who_want
from directory.who_to_call.models import Contact
from directory.who_to_call.needs import NEEDS

Problem = ContactProblem.Problem
BAND = "band"


@transaction.atomic
def tell_of_contacts(*, now):
    """Tell curators of what was not wrong before. Returns of how many."""
    contacts = {contact.pk: contact for contact in all_contacts()}
    found = {(pk, problem) for pk, contact in contacts.items() for problem in problems_of(contact, now)}
    known = {(item.contact_id, item.problem): item.pk for item in ContactProblem.objects.all()}
    ContactProblem.objects.filter(pk__in=[known[key] for key in known.keys() - found]).delete()
    new = [
        ContactProblem(contact=contacts[pk], problem=problem, since=now)
        for pk, problem in sorted(found - known.keys())
    ]
    if new:
        tell(ContactProblem.objects.bulk_create(new))
    return len(new)


def all_contacts():
    listed = Contact.objects.for_needs(NEEDS)
    return listed.select_related("need", "contact_point__organisation", "tool").order_by("need", "order", "pk")


def problems_of(contact, now):
    """What keeps readers from it. A broken website does not matter where a number is called, but in the band."""
    entry = contact.entry
    if entry.state != State.PUBLISHED:
        yield Problem.HIDDEN
    elif entry.status != Status.ACTIVE:
        yield Problem.GONE
    if entry.unreachable_since and (contact.tool_id or contact.need.code == BAND):
        yield Problem.BROKEN
    if entry.review_due_on and entry.review_due_on < timezone.localdate(now):
        yield Problem.OVERDUE


def tell(problems):
    """One email for each person. An organisation stands in several needs and is named once for each thing wrong."""
    lines = dict.fromkeys(f"{item.contact.title}: {item.get_problem_display()}" for item in problems)
    for user in people_who_want(REVIEW, "contacts"):
        key = f"contacts:{problems[0].pk}:{user.pk}"
        queue_email(key=key, to=user.email, template="contacts", context={"lines": list(lines)})
