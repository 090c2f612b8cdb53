"""Which tables public pages are made of. Every change of any of them moves the state of what readers see."""

import hashlib
from functools import cache

from django.apps import apps
from django.db.models import Q

from directory.catalogue.states import Action, State

WHOLE = (
    "taxonomy",
    "organisations",
    "resources",
    "training",
    "casestudies",
    "guidance",
    "search",
    "topics",
    "networks",
    "who_to_call",
)
PARTS = (
    "catalogue.Entry",
    "catalogue.FormerSlug",
    "catalogue.TopicTagging",
    "catalogue.Revision",
    "quality.Assessment",
    "quality.Review",
    "insight.PlannedGap",
    "following.Origin",
    "following.Bank",
)

# Which rows of a table, where not all are for readers: of the history, the days on which owners confirmed an entry.
ONLY = {
    "catalogue.Revision": Q(action=Action.CONFIRMED, state=State.PUBLISHED),
    "quality.Assessment": Q(result__in=("assured", "care")),
    "quality.Review": Q(assessment__result__in=("assured", "care")),
    "following.Bank": ~Q(state="stopped"),
}
# What stays on the server, besides the `CURATORS_ONLY` of entries.
LEFT_EMPTY = {
    "catalogue.Revision": {"record", "why", "not_personal", "batch"},
    "quality.Assessment": {"why", "lapsed_because"},
    "following.Bank": {"outcome", "files"},
}


@cache
def public_models():
    """Those and the tables between them, in an order of their own."""
    rooms = [model for label in WHOLE for model in apps.get_app_config(label).get_models()]
    named = rooms + [apps.get_model(label) for label in PARTS]
    between = [field.remote_field.through for model in named for field in model._meta.local_many_to_many]
    return tuple(dict.fromkeys([*named, *(model for model in between if model._meta.auto_created)]))


@cache
def shape():
    """Differs with every column: a copy of another shape is of another release."""
    columns = [
        f"{model._meta.db_table}.{field.column} {type(field).__name__}"
        for model in public_models()
        for field in model._meta.local_concrete_fields
    ]
    return hashlib.blake2b("\n".join(sorted(columns)).encode(), digest_size=16).hexdigest()
