"""Which organisations a question is about, and in what order."""

from functools import partial

from django.db.models import Q
from django.http import QueryDict

from directory.catalogue.doors import Door
from directory.catalogue.last_changes import last_changes
from directory.catalogue.matching_rules import entries_listing, for_topics
from directory.exchange.open_referral.identifiers import service_id
from directory.opendata.api.problems import BadQuestion
from directory.opendata.open_referral.contacts import service_schedules
from directory.opendata.public_fields.organisations import points_shown
from directory.organisations.models import Organisation
from directory.search.documents.index_store import index_store
from directory.search.pages.filters.filterset import EntryFilterSet, index_moment

MOST = 10_000  # that words find


def listed():
    """What is there to turn to. What has closed is found by its identifier only."""
    return Organisation.objects.for_other_systems().active()


def with_service_id(identifier):
    """The id of the organisation that gives this service, or None."""
    known = Organisation.objects.published().order_by().values_list("pk", "uuid")
    return next((pk for pk, uuid in known if service_id(uuid) == str(identifier)), None)


def with_changes(entries):
    """`entries`, read, each with when readers could last see a change: one query for all."""
    entries = list(entries)
    changed = last_changes([entry.pk for entry in entries])
    for entry in entries:
        entry.last_modified = changed.get(entry.pk, entry.published_at)
    return entries


def organisations_matching(values, terms, found=None):
    """Those, of all or of `found`, that fit all that is asked, in the order of the words if there are any."""
    found = (listed() if found is None else found).within_ages(values.get("minimum_age"), values.get("maximum_age"))
    if "modified_after" in values:
        found = found.with_ids(changed_since(found, values["modified_after"]))
    if "organization_id" in values:
        found = found.with_uuid(values["organization_id"])
    for rule in rules_of_terms(values, terms):
        found = found.fitting([rule])
    if values.keys() & {"day", "start_time", "end_time"}:
        found = found.with_ids(answering(found, values))
    words = values.get("search", "").strip()
    return in_order_of_words(found, words) if words else found


def changed_since(found, moment):
    """The ids of those in which readers could see a change then or later."""
    ids = found.changed_since(moment).values_list("pk", flat=True)
    return [entry for entry, changed in last_changes(list(ids)).items() if changed >= moment]


def rules_of_terms(values, terms):
    for asked in ("taxonomy_id", "taxonomy_term_id"):
        if asked in values:
            yield entries_with(str(values[asked]), terms)


def entries_with(identifier, terms):
    """The rule for a term, for all terms of a group, or for all of a taxonomy; nothing has an unknown one."""
    for vocabulary, models in terms.models.items():
        chosen = [term for term in models if identifier in lineage(vocabulary, term, terms)]
        if chosen:
            return rule_for(vocabulary)(chosen)
    return Q(pk__in=[])


def lineage(vocabulary, term, terms):
    described = terms.of(vocabulary, term)
    return {vocabulary.id, described["id"], described.get("parent_id")}


def rule_for(vocabulary):
    if vocabulary.name == "topics":
        return for_topics
    entries = "organisations" if vocabulary.name == "help_kinds" else "entries"
    return partial(entries_listing, vocabulary.model, entries=entries)


def answering(found, values):
    """The ids of those with a schedule on that day that opens no sooner and closes no later."""
    for entry in found:
        if any(fits(schedule, values) for schedule in service_schedules(entry, points_shown(entry))):
            yield entry.pk


def fits(schedule, values):
    return (
        "byday" in schedule
        and values.get("day", "") in schedule["byday"]
        and schedule["opens_at"] >= values.get("start_time", "")
        and schedule["closes_at"] <= values.get("end_time", "24:00")
    )


# Words


def in_order_of_words(found, words):
    wanted = {pk: place for place, pk in enumerate(ids_found_by(words))}
    return sorted(found.with_ids(wanted), key=lambda entry: wanted[entry.pk])


def ids_found_by(words):
    """As the search page finds them, the best first. Nothing keeps or counts the words."""
    asked = QueryDict(mutable=True)
    asked["q"] = words
    question = EntryFilterSet(asked, snapshot=index_store.snapshot(), door=Door.ORGANISATION)
    if question.problems:
        raise BadQuestion(question.problems)
    today, second = index_moment()
    return question.snapshot.index.ids_from(question.criteria, 0, MOST, today=today, second=second)[1]
