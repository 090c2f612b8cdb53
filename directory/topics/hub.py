"""A topic hub: the curators' words, and live lists of what the bank has on the topic for the reader's setting."""

from django.utils.functional import cached_property

from directory.catalogue.doors import Door
from directory.catalogue.matching_rules import for_topics
from directory.organisations.models import Organisation
from directory.search.pages.result_lists import ResultLists
from directory.topics.models import Hub, Step

MOST_NEAREST = 4  # organisations, where no curator chose any


class HubPage:
    """What the template needs of one topic."""

    def __init__(self, topic, setting):
        self.topic, self.setting = topic, setting
        self.lists = ResultLists(setting)
        self.help = self.lists.chosen(self.who_can_help(), door=Door.ORGANISATION, topic=[topic.code])
        self.lessons = list(self.lessons_by_stage())
        self.guidance = self.first(Door.GUIDANCE)
        self.courses = self.first(Door.TRAINING)
        self.case_studies = self.first(Door.CASE_STUDY)
        self.counts = self.lists.counts("kind", topic=[topic.code])

    def first(self, door, **options):
        return self.lists.first(door=door, topic=[self.topic.code], **options)

    @cached_property
    def hub(self):
        """The words, or None for a topic that has none yet."""
        return Hub.objects.with_words().filter(topic=self.topic).first()

    def who_can_help(self):
        """Organisations that fit the setting, in the curator's order; where nobody chose any, the nearest first."""
        fitting = Organisation.objects.that_can_help(self.setting.rules, adults_too=self.setting.has_ages)
        fitting_ids = set(fitting.values_list("pk", flat=True))
        contacts = self.hub.contacts.all() if self.hub else []
        chosen = [contact.organisation_id for contact in contacts if contact.organisation_id in fitting_ids]
        nearest = fitting.fitting([for_topics([self.topic])]).nearest_first().values_list("pk", flat=True)
        return chosen or list(nearest[:MOST_NEAREST])

    @property
    def steps(self):
        """[(when, its steps)], without what is empty."""
        steps = self.hub.steps.all() if self.hub else []
        by_time = [(when.label, [step for step in steps if step.when == when]) for when in Step.When]
        return [(label, found) for label, found in by_time if found]

    def lessons_by_stage(self):
        """(key stage, its lessons) for each that the setting holds and that has any."""
        terms = self.lists.snapshot.facets.terms["year"]
        for stage in (term for term in terms.values() if term._meta.model_name == "keystage" and not term.retired):
            narrowed = self.within(stage, terms)
            if narrowed is not None:
                lessons = self.first(Door.LESSONS, **narrowed)
                if lessons.total:
                    yield stage, lessons

    def within(self, stage, terms):
        """The setting's ages as far as they are in `stage`, as parameters of a search; None if none are."""
        chosen = self.setting.chosen
        first, last = stage.ages_served
        if "age" in chosen:
            return {} if first <= chosen["age"] <= last else None
        years = [code for code in chosen.get("year", []) if first <= terms[code].age_min <= last]
        if "year" not in chosen:
            return {"year": [stage.code]}
        return {"year": years} if years else None
