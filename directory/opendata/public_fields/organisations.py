"""What is public of organisations: how to reach them above all.

As on its page, a service that has closed names no way to reach it.
"""

from directory.opendata.public_fields.field import Datatype, PublicField, choice, terms
from directory.organisations.contact_points import Audience, Channel
from directory.organisations.opening_times import BankHolidays


def points_shown(organisation):
    return list(organisation.contact_points.all()) if organisation.is_active else []


def first_number(organisation):
    """As people write it."""
    return next((point.shown for point in points_shown(organisation) if point.is_number), None)


CONTACT_POINT = (
    PublicField(
        "channel", "What it is", Datatype.TERM, "How it is reached.", choice("channel", Channel), required=True
    ),
    PublicField(
        "value",
        "Number or address",
        Datatype.STRING,
        "A telephone number in international form, or a short one as it stands; an email or web address; a place.",
        required=True,
    ),
    PublicField("extension", "Extension", Datatype.STRING, "Say it to whoever answers."),
    PublicField("shown", "As people write it", Datatype.STRING, "The same for reading.", tells=(), required=True),
    PublicField("link", "Link", Datatype.ANY_URI, "What opens it: tel, sms, mailto or https.", tells=()),
    PublicField("name", "What it is called", Datatype.STRING, "Its own name, if it has one."),
    PublicField(
        "audience", "Who it is for", Datatype.TERM, "Who may use it.", choice("audience", Audience), required=True
    ),
    PublicField("age_from", "From what age", Datatype.INTEGER, "The youngest who may use it, in whole years."),
    PublicField("always_open", "Day and night", Datatype.BOOLEAN, "Whether it answers day and night, every day."),
    PublicField(
        "opening_times",
        "Opening times",
        Datatype.STRING,
        "Days and times by the clock in England, such as Mon-Thu 08:00-17:30; Fri 08:00-16:30.",
    ),
    PublicField(
        "bank_holidays",
        "On bank holidays",
        Datatype.TERM,
        "Whether it answers on bank holidays in England, where that is known.",
        choice("bank_holidays", BankHolidays),
    ),
    PublicField(
        "hours",
        "When it answers",
        Datatype.STRING,
        "The opening times in words, with what is to be said of them.",
        lambda point: point.hours_in_words,
        (),
    ),
    PublicField("hours_note", "What is to be said of them", Datatype.STRING, "The end of those words, by itself."),
    PublicField("note", "Note", Datatype.STRING, "What a caller needs to know."),
)

FIELDS = (
    PublicField(
        "url",
        "Web address",
        Datatype.ANY_URI,
        "Its website. One that has closed has none.",
        lambda organisation: organisation.url if organisation.is_active else None,
    ),
    PublicField("help_kinds", "Kinds of help", Datatype.TERMS, "What it helps with.", terms("help_kinds")),
    PublicField("referral_route", "How to refer", Datatype.STRING, "How somebody is referred to it."),
    PublicField("waiting_time", "Waiting time", Datatype.STRING, "How long people wait for its help."),
    PublicField(
        "telephone",
        "Telephone",
        Datatype.STRING,
        "The number to call or text first. All ways to reach it are in the contact points.",
        first_number,
        (),
    ),
    PublicField(
        "contact_points",
        "Contact points",
        Datatype.ROWS,
        "Every way to reach it, with whom each is for and when it answers. The first comes first.",
        points_shown,
        (),
        CONTACT_POINT,
    ),
)


def relations():
    return "help_kinds", "contact_points"
