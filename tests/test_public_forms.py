"""What every form for readers says of an answer that is missing or makes no sense."""

import re
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django import forms
from django.utils import timezone

from directory.inbox import contribution_forms
from directory.inbox import forms as inbox_forms
from directory.networks.models import Meeting, Network
from directory.pages import forms as pages_forms
from directory.shortlist import forms as shortlist_forms
from directory.shortlist.planning import forms as planning_forms
from directory.shortlist.planning.forms import PlanForm
from directory.subscriptions import forms as subscription_forms
from directory.taxonomy.models import Topic
from tests.factories import make_resource

pytestmark = pytest.mark.django_db

NOT_SENT_BY_READERS = {inbox_forms.ReaderForm, contribution_forms.FittingForm, inbox_forms.AnswerForm}
GENERIC = {
    str(message)
    for field in (forms.CharField(), forms.ChoiceField(), forms.IntegerField(), forms.URLField())
    for message in field.error_messages.values()
}


@pytest.fixture
def meeting():
    network = Network.objects.create(name="Tamworth leads", slug="tamworth", summary="They meet.")
    starts = timezone.now() - timedelta(days=3)
    theme = Topic.objects.get(code="consent")
    return Meeting.objects.create(network=network, theme=theme, starts_at=starts, ends_at=starts + timedelta(hours=1))


def public_forms():
    modules = (inbox_forms, contribution_forms, shortlist_forms, planning_forms, pages_forms, subscription_forms)
    found = {
        form
        for module in modules
        for form in vars(module).values()
        if isinstance(form, type) and issubclass(form, forms.Form) and form.__module__ == module.__name__
    }
    return sorted(found - NOT_SENT_BY_READERS, key=lambda form: form.__name__)


def sent(form, data, meeting):
    """The form as it was sent, with what some of them are about."""
    items = {"items": [SimpleNamespace(pk=1, title="A thing")]}
    about = {"LearntForm": {"meeting": meeting}, "DescribeForm": items, "PlanForm": items}
    return form(data, **about.get(form.__name__, {}))


def messages_of(form):
    return [message for errors in form.errors.values() for message in errors]


@pytest.mark.parametrize("form", public_forms())
def test_each_missing_answer_is_asked_for_in_a_sentence_of_its_own(form, meeting):
    empty = sent(form, {}, meeting)
    required = [name for name, field in empty.fields.items() if field.required]
    messages = messages_of(empty)
    assert sorted(empty.errors) == sorted(required)
    assert len(set(messages)) == len(messages)
    for message in messages:
        assert message not in GENERIC
        assert re.match(r"(Add|Choose|Confirm|Describe|Enter|Say|Select) .+\.$", message), message


@pytest.mark.parametrize("form", public_forms())
def test_what_makes_no_sense_is_answered_with_what_to_enter(form, meeting):
    names = {"age_min", "age_max", "youngest", "oldest", "url", "list", *PlanForm.CLASS}
    wrong = sent(form, dict.fromkeys(names, "no such"), meeting)
    asked = names & wrong.fields.keys()
    assert asked <= wrong.errors.keys()
    assert not [message for name in asked for message in wrong.errors[name] if message in GENERIC]


def addresses(meeting):
    entry = make_resource(slug="asking")
    return {
        "/case-studies/contribute/": {"topics", "sectors", "issue", "age_min", "names_nobody", "is_settled"},
        "/suggest/": {"title"},
        f"{entry.get_absolute_url()}feedback/": {"trouble"},
        f"/networks/tamworth/{meeting.pk}/learnt/": {"kind", "what_worked"},
    }


def test_summary_of_errors_leads_to_each_field_in_the_order_of_the_page(client, meeting):
    for address, expected in addresses(meeting).items():
        page = client.post(address, {}).text
        summary, _, rest = page.partition('data-module="govuk-error-summary"')[2].partition("<h1")
        linked = re.findall(r'href="#([\w-]+)"', summary)
        assert expected <= set(linked), address
        places = [rest.index(f'id="{name}"') for name in linked]
        assert places == sorted(places), linked
        for name in linked:
            assert re.search(rf'<(input|textarea|select)[^>]* id="{name}"', rest), name
