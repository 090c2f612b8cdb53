"""Our vocabularies as taxonomies: those that say what a service is. A vocabulary's groups are its upper terms."""

from dataclasses import dataclass
from functools import cached_property

from directory.correspondence.rendering import site_address
from directory.exchange.open_referral.identifiers import taxonomy_id, term_id
from directory.opendata.open_referral.plain_values import said
from directory.taxonomy.models import Ability, Audience, HelpKind, Sector, Topic


@dataclass(frozen=True)
class Vocabulary:
    """`name` is that of the field of an organisation; `grouped_by` a field of the terms, if they stand in groups."""

    name: str
    model: type
    title: str
    description: str
    grouped_by: str = ""

    @property
    def id(self):
        return taxonomy_id(self.name)

    def as_taxonomy(self):
        return said(id=self.id, name=self.title, description=self.description)

    def as_term(self, term):
        return self.described(
            term.code,
            str(term),
            term.hint,
            parent_id=self.grouped_by and self.group_id(getattr(term, self.grouped_by)),
        )

    def group_id(self, value):
        return term_id(self.name, f"{self.grouped_by}:{value}")

    def groups(self):
        choices = self.model._meta.get_field(self.grouped_by).choices if self.grouped_by else []
        return [self.described(f"{self.grouped_by}:{value}", str(label), "") for value, label in choices]

    def described(self, code, name, hint, **more):
        identifier = term_id(self.name, code)
        return said(
            id=identifier,
            code=code,
            name=name,
            description=hint or name,
            taxonomy=self.name,
            taxonomy_id=self.id,
            term_uri=site_address(f"/api/oruk/taxonomy_terms/{identifier}"),
            **more,
        )


VOCABULARIES = (
    Vocabulary("topics", Topic, "Topics", "What happened, what is taught, and what a setting does.", "group"),
    Vocabulary("help_kinds", HelpKind, "Kinds of help", "What an organisation helps with."),
    Vocabulary("audiences", Audience, "Audiences", "Who a service is open to."),
    Vocabulary("sectors", Sector, "Sectors", "The phases and types of setting that a service works with."),
    Vocabulary("abilities", Ability, "Abilities and needs", "The needs of pupils that a service fits.", "area"),
)


class Terms:
    """The terms of all vocabularies, each read and described once."""

    def __init__(self):
        self._described = {}

    def of(self, vocabulary, term):
        """`term` as the standard has it. Every service that has it gives the same."""
        key = vocabulary.name, term.pk
        if key not in self._described:
            self._described[key] = vocabulary.as_term(term)
        return self._described[key]

    @cached_property
    def models(self):
        """Vocabulary -> its terms, the retired ones too: they stay on what has them."""
        return {vocabulary: list(vocabulary.model.objects.all()) for vocabulary in VOCABULARIES}

    def listed(self):
        """What is offered today, the groups before their terms."""
        for vocabulary, terms in self.models.items():
            yield from vocabulary.groups()
            yield from (self.of(vocabulary, term) for term in terms if not term.retired)

    def everything(self):
        """Identifier -> term, for whoever asks for one."""
        found = {group["id"]: group for vocabulary in VOCABULARIES for group in vocabulary.groups()}
        for vocabulary, terms in self.models.items():
            found |= {one["id"]: one for one in (self.of(vocabulary, term) for term in terms)}
        return found
