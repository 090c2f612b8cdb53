"""The box above the results of a search whose words mean a topic: its first steps, and the numbers to call.

Staff see the first steps of the hub. They are not written for a parent or a young person, who are told in a few words
what they can do, and whom they can call themselves.
"""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from directory.search.language.asker import YOUNG_PERSON
from directory.search.pages.addresses import query_of, with_query
from directory.topics.models import Hub
from directory.who_to_call.answers import AGES, ANY_ADULT, HOMES, NOT_KNOWN, Ages, Answers
from directory.who_to_call.call_sheet import CallSheet
from directory.who_to_call.incident.calls import ALLEGATION as LADO
from directory.who_to_call.incident.calls import calls_for_young_people, first_calls, life_line
from directory.who_to_call.incident.happenings import ABOUT_IMAGES, happening_of
from directory.who_to_call.rules import NEVER, TELL_DSL, TELL_HEAD
from directory.who_to_call.sayings import ALLEGATION

MOST_STEPS = 3
ROUTE_OF_ADULTS = frozenset({"domestic_abuse"})  # topics whose own route is about what adults do


def first_answer(meant):
    """As HTML, for a `WhatIsMeant` of the search page; one line for a topic that has no first steps.

    A young person is told who helps, whatever the topic. Where an adult has done it, no topic is needed.
    """
    topic = meant.topic.today if meant.topic else None
    hub = Hub.objects.filter(topic=topic).first() if topic else None
    steps = hub.first_steps if hub and meant.happened else []
    also = list(dict.fromkeys(other.today for other in meant.also if other.today != topic))
    by_adult = meant.by_staff or meant.by_another_adult
    context = {
        "topic": topic,
        "setting": meant.setting,
        "steps": steps[:MOST_STEPS],
        "also": also,
        "asker": meant.asker,
        "life_at_risk": meant.life_at_risk,
        "tell": TELL_HEAD if meant.by_staff else "",
        "lado": ALLEGATION.text,
        "never": [] if topic else [*([] if meant.by_staff else [TELL_DSL]), *(NEVER if by_adult else NEVER[:1])],
    }
    help_for_young = hub and meant.happened and meant.asker == YOUNG_PERSON
    context["has_box"] = bool(steps or meant.life_at_risk or help_for_young or (by_adult and not topic))
    if context["has_box"]:
        answers, moment = answers_for(meant), timezone.now()
        context |= {
            "calls": calls_for(meant, answers, moment),
            "about_an_image": answers.what in ABOUT_IMAGES,
        }
        if steps:
            context["sheet_address"] = sheet_address(topic, answers)
    return Markup(render_to_string("who_to_call/first_answer.html", context))  # noqa: S704 (rendered by a template)


def calls_for(meant, answers, moment):
    first = life_line(answers.harmed, moment) if meant.life_at_risk else []
    if meant.asker == YOUNG_PERSON:
        rest = calls_for_young_people(answers, moment)
    else:
        told = meant.topic or meant.by_staff or meant.by_another_adult
        rest = first_calls(CallSheet(answers, moment), at_school=not meant.asker) if told else []
        rest = [call for call in rest if meant.by_staff or call.need != LADO]
    opened = {call.contact.number.link for call in first}
    return first + [call for call in rest if call.contact.number.link not in opened]


def answers_for(meant):
    """What was not said is not known. Nobody says that there is no danger: the box has 999 all the same."""
    ages = Ages.between(*meant.ages) if meant.ages else AGES[NOT_KNOWN]
    home = meant.district if meant.district in HOMES else NOT_KNOWN
    happened = happening_of(meant.topic.today) if meant.topic else "allegation" if meant.by_staff else "unsure"
    by_another = meant.by_another_adult and (not meant.topic or meant.topic.today.code not in ROUTE_OF_ADULTS)
    other = ANY_ADULT if meant.by_staff or by_another else AGES[NOT_KNOWN]
    return Answers(happened, ages, other, "unsure", home)


def sheet_address(topic, answers):
    path = reverse("who_to_call:incident_sheet", args=[topic.slug])
    asked = {"harmed": answers.harmed.code, "home": answers.home}
    return with_query(path, query_of(asked | ({"other": answers.other.code} if answers.other.known else {})))
