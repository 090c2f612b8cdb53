"""Entries that were never read from a database: plain objects that say what an entry of their kind says."""

from directory.casestudies.models import CaseStudy
from directory.catalogue.models.fit import EntryFit
from directory.catalogue.models.standing import EntryStanding
from directory.catalogue.states import Confidence, Quality, State
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.training.models import Course


class Terms(list):
    """Asked for as the terms of an entry are."""

    def all(self):
        return self


class MadeEntry(EntryFit, EntryStanding):
    """Says what an entry of its kind says, by the same properties."""

    def __init__(self, **values):
        vars(self).update(
            {name: Terms(value) if isinstance(value, list) else value for name, value in values.items()}
        )

    def __getattr__(self, name):
        """`cost_id` for its `cost`."""
        if not name.endswith("_id"):
            raise AttributeError(name)
        named = getattr(self, name.removesuffix("_id"))
        return named and named.pk

    def __str__(self):
        return self.title

    @property
    def id(self):
        return self.pk

    @property
    def entry_ptr(self):
        return self

    @property
    def specific(self):
        return self

    @property
    def trust(self):
        """As `EntryQuerySet.with_trust` says."""
        return 0 if self.quality == Quality.QUALITY_ASSURED else 1 if self.confidence == Confidence.HIGH else 2


def made_kind(model):
    """What it says by default, no rows of others, and what its kind says by properties."""
    fields = [field for field in model._meta.concrete_fields if not hasattr(MadeEntry, field.name)]
    plain = {field.name: None if field.is_relation else field.get_default() for field in fields}
    rows = [field for field in model._meta.get_fields() if field.many_to_many or field.one_to_many]
    none = {getattr(field, "get_accessor_name", lambda field=field: field.name)(): Terms() for field in rows}
    own = {name: value for name, value in vars(model).items() if isinstance(value, property)}
    published = {"kind": model.KIND.value, "state": State.PUBLISHED.value}
    return type(f"Made{model.__name__}", (MadeEntry,), plain | none | own | published)


MADE = {model: made_kind(model) for model in (Resource, Organisation, Course, CaseStudy, GuidanceUpdate)}
