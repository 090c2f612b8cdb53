"""What an entry is for, and for whom."""

from directory.catalogue.doors import FOR_PUPILS, Door
from directory.catalogue.facts_in_words import ages_in_words, sectors_in_words
from directory.catalogue.kinds import Kind


class EntryFit:
    @property
    def door(self):
        """Where readers find it."""
        return self.specific.door if self.kind == Kind.RESOURCE else Door(self.kind)

    @property
    def says_needs(self):
        """Whether it says whose needs it fits, or need not say so, as staff read it."""
        return self.for_everyone or bool(self.abilities.all()) or self.door not in FOR_PUPILS

    @property
    def needs_in_words(self):
        """Whose needs it fits; nothing for what staff read, unless it says so."""
        if self.for_everyone:
            return "Everyone, whatever their needs"
        return ", ".join(map(str, self.abilities.all())) or ("" if self.says_needs else "It does not say")

    @property
    def ages(self):
        return ages_in_words(self.age_min, self.age_max)

    @property
    def sectors_in_words(self):
        """One phrase for an entry that serves every kind of school and college."""
        return sectors_in_words([sector.short for sector in self.sectors.all()])
