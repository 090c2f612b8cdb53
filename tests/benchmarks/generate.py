"""A bank of any size for benchmarks: the same for the same seed, with common and rare words and terms.

Words follow Zipf's law, as words do; most terms of a vocabulary are rare and a few are everywhere.
"""

import random
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Entry, TopicTagging
from directory.catalogue.states import Confidence, Quality, State
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents import index_writer
from directory.taxonomy import models as taxonomy
from directory.training.models import Course

SHARES = {Resource: 50, Organisation: 20, Course: 15, CaseStudy: 10, GuidanceUpdate: 5}
SYLLABLES = (
    "ba be bi bo da de di do fa fe ga ge ka ke la le li lo ma me mi mo na ne pa pe ra re sa se ta te va ve".split()
)
SUBJECTS = """
consent harassment bullying friends pictures online safety respect lessons training policy police parents governors
boundaries relationships reporting disclosure support pupils upskirting deepfakes grooming banter equality
""".split()
BATCH = 2_000


class Maker:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        words = SUBJECTS + [
            "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 5))) for _ in range(20_000)
        ]
        self.words = list(dict.fromkeys(words))
        self.word_weights = cumulative(1 / (rank + 5) for rank in range(len(self.words)))
        self.terms = {
            name: (found, cumulative(1 / (rank + 1) for rank in range(len(found))))
            for name, found in (
                (model.__name__, self.shuffled(model))
                for model in (
                    taxonomy.Sector,
                    taxonomy.Ability,
                    taxonomy.Audience,
                    taxonomy.District,
                    taxonomy.Topic,
                    taxonomy.Cost,
                    taxonomy.ResourceKind,
                    taxonomy.HelpKind,
                    taxonomy.DeliveryMode,
                    taxonomy.TrainingLevel,
                )
            )
        }

    def shuffled(self, model):
        found = list(model.objects.order_by("code").values_list("pk", flat=True))
        self.chance.shuffle(found)
        return found

    def text(self, least, most):
        count = self.chance.randint(least, most)
        return " ".join(self.chance.choices(self.words, cum_weights=self.word_weights, k=count))

    def some(self, name, most):
        found, weights = self.terms[name]
        return set(self.chance.choices(found, cum_weights=weights, k=self.chance.randint(1, most)))

    def one(self, name):
        return min(self.some(name, 1))

    def entry(self, model, number, now):
        youngest = self.chance.choice([0, 3, 4, 5, 7, 9, 11, 11, 13, 14, 16])
        return Entry(
            kind=model.KIND,
            title=self.text(3, 9).capitalize(),
            slug=f"generated-{number}",
            reference=f"generated-{number}",
            summary=f"{self.text(12, 40).capitalize()}.",
            age_min=youngest,
            age_max=min(25, youngest + self.chance.choice([1, 2, 4, 7, 12])),
            cost_id=self.one("Cost"),
            quality=self.chance.choice(Quality.values),
            confidence=self.chance.choice([Confidence.HIGH, Confidence.MEDIUM]),
            published_at=now - timedelta(days=self.chance.randint(0, 900)),
            review_due_on=(now + timedelta(days=self.chance.randint(-60, 365))).date(),
        )


def cumulative(weights):
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def generate(count, seed=2026):
    """Add `count` published entries with their terms and documents."""
    maker, now = Maker(seed), timezone.now()
    models = maker.chance.choices(list(SHARES), weights=SHARES.values(), k=count)
    provider = None
    for start in range(0, count, BATCH):
        with transaction.atomic(), index_writer.batched_updates():
            pairs = [
                (model, maker.entry(model, start + offset, now))
                for offset, model in enumerate(models[start : start + BATCH])
            ]
            Entry.objects.bulk_create(entry for _, entry in pairs)
            for model in SHARES:
                own = [entry.pk for other, entry in pairs if other is model]
                provider = add_own_rows(model, own, maker, provider)
            tag([entry.pk for _, entry in pairs], maker)
            ids = [entry.pk for _, entry in pairs]
            Entry.objects.filter(pk__in=ids).update(state=State.PUBLISHED)


def add_own_rows(model, ids, maker, provider):
    """Rows of a kind's own table, which bulk_create cannot make. Returns an organisation to be providers."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    values = {
        field.column: field.get_default() if field.has_default() or not field.null else None for field in fields
    }
    columns = [model._meta.pk.column, *values]
    names, places = ", ".join(f'"{column}"' for column in columns), ", ".join(["%s"] * len(columns))
    rows = []
    for pk in ids:
        own = dict(values)
        if model is Course:
            own |= {"provider_id": provider, "level_id": maker.one("TrainingLevel")}
        rows.append([pk, *own.values()])
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{model._meta.db_table}" ({names}) VALUES ({places})', rows)
    for manager, vocabulary in {
        Resource: [(Resource.resource_kinds, "ResourceKind")],
        Organisation: [(Organisation.help_kinds, "HelpKind")],
        Course: [(Course.delivery_modes, "DeliveryMode")],
    }.get(model, []):
        join(manager.through, ids, lambda vocabulary=vocabulary: maker.some(vocabulary, 2))
    return ids[0] if model is Organisation and ids and provider is None else provider


def tag(ids, maker):
    join(Entry.sectors.through, ids, lambda: maker.some("Sector", 4))
    join(Entry.abilities.through, ids, lambda: maker.some("Ability", 3))
    join(Entry.audiences.through, ids, lambda: maker.some("Audience", 3))
    join(Entry.districts.through, ids, lambda: maker.some("District", 2))
    TopicTagging.objects.bulk_create(
        TopicTagging(content_object_id=pk, tag_id=topic) for pk in ids for topic in maker.some("Topic", 4)
    )


def join(through, ids, terms_for):
    entry, term = [field.column for field in through._meta.local_concrete_fields if not field.primary_key]
    through.objects.bulk_create(through(**{entry: pk, term: other}) for pk in ids for other in terms_for())
