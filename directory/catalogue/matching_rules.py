"""Which entries fit a choice.

A matching rule turns the chosen terms of one facet into a condition (`Q`) that an entry fits at least one of
them. The same rule filters a list and counts an option, so the two cannot disagree.
"""

from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.utils import timezone

from directory.catalogue.doors import FOR_PUPILS, Door
from directory.catalogue.states import Quality
from directory.taxonomy.models import Ability, Audience, District, ResourceKind, Sector, Topic

# Services that begin at this age are for adults or nearly so: they are not offered beside a child's entry.
ADULT_SERVICE_AGE = 16
ADULT = 18

# What spans these years, as from Reception to the end of the sixth form, is for all ages: made to teach none of them.
ALL_AGES = 15


def entries_listing(vocabulary, terms, entries="entries"):
    """Entries that list one of `terms`; `entries` is the path from the vocabulary to them."""
    listed = vocabulary.objects.filter(**{"pk__in": [term.pk for term in terms], f"{entries}__isnull": False})
    return Q(pk__in=listed.values(entries))


def for_ages(first, last):
    """Entries that serve an age from `first` to `last`, in whole years, both included."""
    return Q(age_min__lte=last, age_max__gte=first)


def for_age_bands(bands):
    return reduce(or_, (for_ages(*band.ages_served) for band in bands))


def for_sectors(sectors):
    return entries_listing(Sector, sectors)


def for_abilities(chosen):
    """What is made for these needs, what is for everyone, and what staff read, unless it says otherwise.

    Among the terms may be `Unstated.NOT_STATED`, for what does not say so though it is for pupils.
    """
    abilities = [term for term in chosen if isinstance(term, Ability)]
    found = Q(pk__in=[]) if not abilities else entries_listing(Ability, abilities) | serving_everyone()
    return found | (silent_on_needs() & for_doors(FOR_PUPILS)) if len(abilities) < len(chosen) else found


def serving_everyone():
    return Q(for_everyone=True) | (silent_on_needs() & ~for_doors(FOR_PUPILS))


def silent_on_needs():
    any_listed = Ability.objects.filter(entries__isnull=False).values("entries")
    return Q(for_everyone=False) & ~Q(pk__in=any_listed)


def for_audiences(audiences):
    return entries_listing(Audience, audiences)


def for_districts(districts):
    """What is national serves every district."""
    chosen = Q(pk__in=[district.pk for district in districts]) | Q(code=District.NATIONAL)
    return Q(pk__in=District.objects.filter(chosen, entries__isnull=False).values("entries"))


def for_local_only():
    """Entries that do not list the whole nation."""
    national = District.objects.filter(code=District.NATIONAL, entries__isnull=False)
    return ~Q(pk__in=national.values("entries"))


def for_taught_only():
    """What pupils are taught with, unless it is for all ages."""
    kinds = ResourceKind.objects.filter(use=ResourceKind.Use.TAUGHT, resources__isnull=False)
    return Q(kind="resource", pk__in=kinds.values("resources"), age_max__lt=F("age_min") + ALL_AGES)


def for_topics(topics):
    return entries_listing(Topic, [topic.today for topic in topics], entries="taggings__content_object")


def for_costs(costs):
    """Free keeps what is free for local schools too; that is labelled so."""
    codes = {cost.code for cost in costs}
    return Q(cost__code__in=codes | ({"free_local"} if "free" in codes else set()))


def for_doors(doors):
    """Entries behind any of these doors, former ones too."""
    return reduce(or_, map(for_door, doors))


def for_door(door):
    of_pupils = ResourceKind.objects.exclude(use=ResourceKind.Use.STAFF).filter(resources__isnull=False)
    for_staff = Q(kind="resource") & ~Q(pk__in=of_pupils.values("resources"))
    match door:
        case Door.LESSONS:
            return Q(kind="resource", pk__in=of_pupils.values("resources"))
        case Door.GUIDANCE:
            return Q(kind="guidance") | for_staff
    return Q(kind=door.value)


def for_quality(marks, today=None):
    """Entries of which one of these is true today. What is past its day counts as not reviewed."""
    over = Q(quality_until__lt=today or timezone.localdate())
    standing = Q(quality__in=marks) & ~over
    return standing | over if Quality.UNREVIEWED in marks else standing
