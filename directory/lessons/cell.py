"""The lessons of one cell of the finder: those for a topic and a year, and for a need if one is chosen."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from directory.catalogue.doors import Door, Unstated
from directory.catalogue.facts_in_words import lower_first
from directory.catalogue.models import Entry
from directory.govuk.jinja2 import plainly
from directory.lessons.choice import TO_TEACH_WITH, is_stage
from directory.resources.models import Pick, Resource
from directory.search.pages.facet_groups import short_label
from directory.search.pages.my_setting import NAMES as SETTING_NAMES
from directory.search.pages.my_setting import Setting
from directory.search.pages.result_lists import ResultList, ResultLists


@dataclass(frozen=True)
class Part:
    heading: str
    lessons: ResultList
    is_pick: bool = False


@dataclass(frozen=True)
class Other:
    """Another need or year for which there are lessons."""

    label: str
    total: int
    url: str
    here: bool


class LessonsOfCell:
    def __init__(self, choice):
        self.choice = choice
        self.hits = choice.hits("ability", "year")
        within = {name: codes for name, codes in choice.values.items() if name in SETTING_NAMES}
        self.filters = {name: codes for name, codes in choice.values.items() if name not in SETTING_NAMES}
        self.lists = ResultLists(Setting(Setting.data_of(**within)))

    @property
    def total(self):
        return self.hits.total

    @property
    def nothing(self):
        """Says what there is nothing for: "Nothing for Year 1 on sharing nudes yet."."""
        need = f" for {short_label(self.choice.need)}" if self.choice.need else ""
        topic = lower_first(plainly(self.choice.topic.name))
        return f"Nothing for {short_label(self.choice.year)} on {topic}{need} yet."

    @cached_property
    def of_any_format(self):
        """What there is whatever the format and length, where these leave nothing; else None."""
        form = {name: None for name in ("type", "length") if name in self.choice.codes}
        if self.total or not form:
            return None
        found = self.choice.hits(**form, **TO_TEACH_WITH).total
        return Other("any format and length", found, self.choice.address(**form), False) if found else None

    @cached_property
    def parts(self):
        """The county's pick, then what is made for the need, then the others, each in the order of the search."""
        picked = [pick.entry_id for pick in self.picks]
        ids = [pk for pk in self.hits.ids if pk not in picked]
        made = [pk for pk in ids if pk in self.made_for_need]
        rest = [pk for pk in ids if pk not in self.made_for_need]
        need = self.choice.need
        found = [
            Part("The county’s pick", self.listed(picked), is_pick=True),
            Part(f"Made for {short_label(need)}" if need else "", self.listed(made)),
            Part("For everyone" if need else "Other lessons" if picked else "", self.listed(rest)),
        ]
        return [part for part in found if part.lessons]

    def listed(self, ids):
        return self.lists.chosen(ids, door=Door.LESSONS, **self.filters)

    @cached_property
    def picks(self):
        """Those for the need and for any need, as long as they are among what is found. A lesson stands here once."""
        year, rules = self.choice.year, self.choice.filterset().rules
        stage = year.pk if is_stage(year) else year.key_stage_id
        fitting = Entry.objects.fitting(rules).order_by().values("pk")
        found = Pick.objects.standing().for_need(self.choice.need)
        found = found.filter(topic=self.choice.topic.pk, key_stage=stage, entry__in=fitting)
        return list({pick.entry_id: pick for pick in reversed(found)}.values())[::-1]

    @cached_property
    def made_for_need(self):
        if not self.choice.need:
            return set()
        made = Entry.objects.filter(pk__in=self.hits.ids, abilities__code=self.choice.codes["ability"])
        return set(made.order_by().values_list("pk", flat=True))

    @cached_property
    def shown(self):
        return [pk for part in self.parts for pk in part.lessons.ids]

    @cached_property
    def next_steps(self):
        """[(lesson, what comes after it)], for those shown here that something comes after."""
        after = Resource.objects.published().active().filter(follows__in=self.shown)
        links = Resource.follows.through.objects.filter(from_resource__in=after, to_resource__in=self.shown)
        links = links.select_related("from_resource", "to_resource").order_by(
            "to_resource__title", "from_resource__title", "pk"
        )
        return [(link.to_resource, link.from_resource) for link in links]

    @property
    def unstated(self):
        """How many lessons do not say whose needs they fit; beside those of a need, or among those of any."""
        return self.hits.counts["ability"][Unstated.NOT_STATED.value]

    @property
    def unstated_url(self):
        return self.choice.search_url(ability=[Unstated.NOT_STATED.value])

    @property
    def needs(self):
        whatever = self.choice.hits(ability=None).total
        chosen = "ability" in self.choice.codes
        return [Other("Any need", whatever, self.choice.address(ability=None), not chosen), *self.others("ability")]

    @property
    def years(self):
        return self.others("year")

    def others(self, name):
        """What else there is something for: other needs for this year, or other years for this need."""
        counts = self.hits.counts[name]
        return [
            Other(
                short_label(term),
                counts[code],
                self.choice.address(**{name: code}),
                code == self.choice.codes.get(name),
            )
            for code, term in self.choice.terms_on_offer(name)
            if counts[code] and (name != "year" or is_stage(term) == is_stage(self.choice.year))
        ]
