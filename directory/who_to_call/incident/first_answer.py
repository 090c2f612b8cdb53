"""The box above the results of a search whose words mean a topic: its first steps, and the numbers to call."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from directory.search.pages.addresses import query_of, with_query
from directory.topics.models import Hub
from directory.who_to_call.answers import AGES, HOMES, NOT_KNOWN, Ages, Answers
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.incident.calls import first_calls
from directory.who_to_call.incident.happenings import happening_of

MOST_STEPS = 3


def first_answer(meant):
    """As HTML, for a `WhatIsMeant` of the search page; one line for a topic that has no first steps."""
    topic = meant.topic.today
    hub = Hub.objects.filter(topic=topic).first()
    steps = hub.first_steps if hub and meant.happened else []
    also = list(dict.fromkeys(other.today for other in meant.also if other.today != topic))
    context = {"topic": topic, "setting": meant.setting, "steps": steps[:MOST_STEPS], "also": also}
    if steps:
        answers = answers_for(meant)
        sheet = CallSheet(answers, timezone.now())
        context |= {"calls": first_calls(sheet), "sheet_address": sheet_address(topic, answers)}
    return Markup(render_to_string("who_to_call/first_answer.html", context))  # noqa: S704 (rendered by a template)


def answers_for(meant):
    """What was not said is not known. Nobody says that there is no danger: the box has 999 all the same."""
    ages = Ages.between(*meant.ages) if meant.ages else AGES[NOT_KNOWN]
    home = meant.district if meant.district in HOMES else NOT_KNOWN
    return Answers(happening_of(meant.topic.today), ages, AGES[NOT_KNOWN], "unsure", home)


def sheet_address(topic, answers):
    path = reverse("who_to_call:incident_sheet", args=[topic.slug])
    return with_query(path, query_of({"harmed": answers.harmed.code, "home": answers.home}))
