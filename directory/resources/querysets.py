from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Greatest

from directory.catalogue.matching_rules import entries_listing, for_ages
from directory.taxonomy.models import ResourceKind, RsheStrand


def for_resource_kinds(resource_kinds):
    return entries_listing(ResourceKind, resource_kinds, entries="resources")


def for_strands(strands):
    return entries_listing(RsheStrand, strands, entries="resources")


def for_lengths(lengths):
    return reduce(or_, (Q(resource__duration_minutes__range=(1, length.minutes)) for length in lengths))


def conditions_of_cell(topic, youngest, oldest):
    """What a lesson of a cell of the finder is, by what to say of one that is not. Ids and ages, or expressions."""
    of_pupils = ResourceKind.objects.exclude(use=ResourceKind.Use.STAFF).filter(resources__isnull=False)
    return {
        "Readers cannot see it.": Q(state="published"),
        "It is no longer available.": Q(status="active"),
        "It is not among the lessons and materials.": Q(pk__in=of_pupils.values("resources")),
        "It is not about this topic.": Q(taggings__tag=topic),
        "It is not for these ages.": for_ages(youngest, oldest),
    }


def for_need(ability):
    """What is made for a need or for everyone; the id of an ability, or an expression."""
    return Q(for_everyone=True) | Q(abilities=ability)


class PickQuerySet(models.QuerySet):
    def standing(self):
        """Those whose lesson readers can see, and which still fits its cell."""
        youngest, oldest = OuterRef("key_stage__age_min"), OuterRef("key_stage__age_max") - 1  # see `ages_served`
        lessons = self.model._meta.get_field("entry").related_model.objects.filter(pk=OuterRef("entry"))
        conditions = conditions_of_cell(OuterRef("topic"), youngest, Greatest(youngest, oldest))
        fitting = lessons.filter(*conditions.values())
        of_need = Exists(fitting.filter(for_need(OuterRef("ability"))))
        return self.filter(Exists(fitting), Q(ability__isnull=True) | of_need)

    def for_need(self, ability):
        """The pick for this need and the one for any, that for the need first; `ability` is a term or None."""
        return self.filter(Q(ability=ability) | Q(ability__isnull=True)).order_by(F("ability").asc(nulls_last=True))

    def with_words(self):
        return self.select_related("topic", "key_stage", "ability")
