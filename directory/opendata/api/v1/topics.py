"""Topics, and what the page of each says: what to do now, who can help, and the first of what the bank has on it."""

from http import HTTPStatus

from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from rest_framework.reverse import reverse as absolute

from directory.catalogue.models import Entry
from directory.correspondence.rendering import site_address
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.openapi import ref
from directory.opendata.api.v1 import schemas
from directory.opendata.public_fields.field import Datatype, PublicField, named, plain, record_of
from directory.opendata.public_fields.vocabularies import TOPIC_FIELDS, public_topics
from directory.search.pages.my_setting import Setting
from directory.search.pages.result_lists import ResultLists
from directory.topics.hub import HubPage
from directory.topics.models import Step, lines_of

SLUG = PublicField("slug", "Name in addresses", Datatype.STRING, "Its name in addresses.", required=True)
FIELDS = (SLUG, *TOPIC_FIELDS)


def about(topic, count, request):
    return {
        **record_of(topic, FIELDS),
        "entries": count,
        "url": absolute("api:topic", args=[topic.slug], request=request),
    }


ABOUT = {
    **schemas.record_of_fields(FIELDS)["properties"],
    "entries": {**schemas.INTEGER, "description": "How many entries are about it."},
    "url": schemas.URI,
}


class Topics(OpenView):
    operation, summary, tag = "list_topics", "The topics", "Topics"
    of_entries = False

    def schema_of_answer(self):
        return schemas.record({"results": schemas.list_of(schemas.record(ABOUT))})

    def answer(self, request):
        counts = ResultLists(Setting()).counts("topic")
        return {"results": [about(topic, counts[topic.code], request) for topic in public_topics()]}


OTHER = ref("OtherEntry")
STEP = {
    "when": ref("Term"),
    "text": schemas.STRING,
    "source": schemas.or_nothing(OTHER) | {"description": "The guidance that says so."},
}
SECTION = {
    "name": schemas.STRING,
    "label": schemas.STRING,
    "total": {**schemas.INTEGER, "description": "How many there are."},
    "all": {**schemas.URI, "description": "The page of the site that has all of them."},
    "entries": {**schemas.list_of(OTHER), "description": "The first of them."},
}
HUB = {
    "definition": schemas.or_nothing(schemas.STRING),
    "checked_on": schemas.or_nothing(schemas.DATE),
    "do_now": schemas.list_of(schemas.record(STEP)),
    "never_do": schemas.list_of(schemas.STRING),
    "sections": schemas.list_of(schemas.record(SECTION)),
}


class OneTopic(OpenView):
    """What the page of a topic shows to a reader without a setting."""

    operation, summary, tag = "get_topic", "A topic, and what its page says", "Topics"
    description = (
        "`do_now` is advice for staff who deal with something that has happened. Show it whole, in its order, with "
        "the day on which it was checked, or link to `page`."
    )
    problems = (HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND)
    of_entries = False

    def schema_of_answer(self):
        return schemas.record({**ABOUT, **HUB})

    def answer(self, request, slug):
        topic = public_topics().filter(slug=slug).first()
        if topic is None or (topic.retired and not topic.merged_into_id):
            raise Http404
        if topic.merged_into_id:
            return HttpResponsePermanentRedirect(reverse("api:topic", args=[topic.today.slug]))
        page = HubPage(topic, Setting())
        return {**about(topic, page.lists.counts("topic")[topic.code], request), **hub_of(page)}


def hub_of(page):
    sections = sections_of(page)
    shown = entries_of(page, sections)
    hub = page.hub
    return {
        "definition": plain(hub and hub.definition),
        "checked_on": plain(hub and hub.checked_on),
        "do_now": [step_of(step, shown) for _, steps in page.steps for step in steps],
        "never_do": lines_of(hub.never) if hub else [],
        "sections": [section_of(*section, shown) for section in sections],
    }


def sections_of(page):
    """[(name, label, list)] of what the page shows, without what is empty."""
    lessons = [(f"lessons_{stage.code}", f"Lessons: {stage.label}", found) for stage, found in page.lessons]
    found = [
        ("who_can_help", "Who can help", page.help),
        *lessons,
        ("guidance", "Guidance and tools", page.guidance),
        ("training", "Training", page.courses),
        ("case_studies", "Case studies", page.case_studies),
    ]
    return [section for section in found if not section[-1].is_empty]


def entries_of(page, sections):
    """Entry id -> what is said of it, of all that the page names and readers can see: one query."""
    ids = {pk for *_, found in sections for pk in found.ids}
    if page.hub:
        ids |= {step.source_id for step in page.hub.steps.all()}
    return {entry.pk: named(entry) for entry in Entry.objects.published().filter(pk__in=ids - {None})}


def step_of(step, shown):
    return {"when": plain(Step.When(step.when)), "text": step.text, "source": shown.get(step.source_id)}


def section_of(name, label, found, shown):
    entries = [shown[pk] for pk in found.ids if pk in shown]
    return {"name": name, "label": label, "total": found.total, "all": site_address(found.url), "entries": entries}
