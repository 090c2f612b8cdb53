"""A bank of any size for benchmarks: the same for the same seed, with common and rare words and terms.

Words follow Zipf's law, as words do; most terms of a vocabulary are rare and a few are everywhere. Each batch has a
chance of its own, so that it does not matter how many processes make them.
"""

import multiprocessing
import os
import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, connections, transaction
from django.db.models import Max
from django.utils import timezone

from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Entry
from directory.catalogue.states import Confidence, Quality
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from directory.search.documents.models import SearchDocument
from directory.search.documents.soundness import editions
from directory.search.language.english.stop_words import STOP_WORDS
from directory.taxonomy import models as taxonomy
from directory.training.models import Course
from tests.benchmarks.bulk_rows import TABLES, in_haste, insert, reset_sequence, without_indexes, write
from tests.benchmarks.made_documents import COLUMNS, DocumentMaker
from tests.benchmarks.made_entries import MADE

SHARES = {Resource: 50, Organisation: 20, Course: 15, CaseStudy: 10, GuidanceUpdate: 5}
SYLLABLES = (
    "ba be bi bo da de di do fa fe ga ge ka ke la le li lo ma me mi mo na ne pa pe ra re sa se ta te va ve".split()
)
SUBJECTS = """
consent harassment bullying friends pictures online safety respect lessons training policy police parents governors
boundaries relationships reporting disclosure support pupils upskirting deepfakes grooming banter equality
""".split()
BATCH = 2_000
MANY = 5_000  # entries: from here on it is faster to take indexes away first, and to use every core


class Words:
    """What all entries are made of: words and terms, the common ones first, and how common each is."""

    def __init__(self, seed):
        chance = random.Random(seed)
        made = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 5))) for _ in range(20_000))
        self.words = list(dict.fromkeys([*SUBJECTS, *made]))
        self.weights = cumulative(1 / (rank + 5) for rank in range(len(self.words)))
        self.terms = {}
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
        ):
            found = sorted(enumerate(model.objects.all()), key=lambda term: term[1].code)
            chance.shuffle(found)
            self.terms[model] = (found, cumulative(1 / (rank + 1) for rank in range(len(found))))


class Maker:
    """Makes the entries of one batch, as plain objects that say all that a document is made of."""

    def __init__(self, words, seed, now):
        self.words, self.chance, self.now, self.provider = words, random.Random(seed), now, None

    def entries(self, ids):
        """The first organisation among them provides the courses after it."""
        models, made = self.chance.choices(list(SHARES), weights=SHARES.values(), k=len(ids)), []
        for model, pk in zip(models, ids, strict=True):
            made.append(self.entry(model, pk))
            if model is Organisation:
                self.provider = self.provider or made[-1]
        return made

    def text(self, least, most, end=""):
        """(a text, the words in it that say something)"""
        count = self.chance.randint(least, most)
        words = self.chance.choices(self.words.words, cum_weights=self.words.weights, k=count)
        return " ".join(words).capitalize() + end, [word for word in words if word not in STOP_WORDS]

    def some(self, model, most):
        """In the order in which the database gives them."""
        found, weights = self.words.terms[model]
        chosen = dict(self.chance.choices(found, cum_weights=weights, k=self.chance.randint(1, most)))
        return [term for _, term in sorted(chosen.items())]

    def one(self, model):
        return self.some(model, 1)[0]

    def entry(self, model, pk):
        title, summary = self.text(3, 9), self.text(12, 40, ".")
        youngest = self.chance.choice([0, 3, 4, 5, 7, 9, 11, 11, 13, 14, 16])
        return MADE[model](
            pk=pk,
            uuid=UUID(int=pk),
            title=title[0],
            slug=f"generated-{pk}",
            reference=f"generated-{pk}",
            summary=summary[0],
            words_of=dict([title, summary]),
            age_min=youngest,
            age_max=min(25, youngest + self.chance.choice([1, 2, 4, 7, 12])),
            cost=self.one(taxonomy.Cost),
            quality=self.chance.choice(Quality.values),
            confidence=self.chance.choice([Confidence.HIGH.value, Confidence.MEDIUM.value]),
            published_at=self.now - timedelta(days=self.chance.randint(0, 900)),
            review_due_on=(self.now + timedelta(days=self.chance.randint(-60, 365))).date(),
            sectors=self.some(taxonomy.Sector, 4),
            abilities=self.some(taxonomy.Ability, 3),
            audiences=self.some(taxonomy.Audience, 3),
            districts=self.some(taxonomy.District, 2),
            topics=self.some(taxonomy.Topic, 4),
            created_at=self.now,
            updated_at=self.now,
            **self.own(model),
        )

    def own(self, model):
        """What only entries of one kind say."""
        if model is Resource:
            return {"resource_kinds": self.some(taxonomy.ResourceKind, 2)}
        if model is Organisation:
            return {"help_kinds": self.some(taxonomy.HelpKind, 2)}
        if model is Course:
            modes = self.some(taxonomy.DeliveryMode, 2)
            return {"delivery_modes": modes, "level": self.one(taxonomy.TrainingLevel), "provider": self.provider}
        return {}


def cumulative(weights):
    total, sums = 0.0, []
    for weight in weights:
        total += weight
        sums.append(total)
    return sums


def generate(count, seed=2026, many=MANY):
    """Add `count` published entries with their terms and documents."""
    words = Words(seed)
    with transaction.atomic():
        revision = editions.next_revision()
    documents = DocumentMaker(words.words, revision)
    last = Entry.objects.aggregate(last=Max("pk"))["last"] or 0
    noon = timezone.now().replace(hour=12, minute=0, second=0, microsecond=0)
    bank, batches = Bank(words, documents, seed, last + 1, count, noon), range(0, count, BATCH)
    if count < many:
        bank.make(batches)
    else:
        with without_indexes(TABLES):
            in_processes(bank.make, batches)
    reset_sequence(Entry)


@dataclass
class Bank:
    """`first` is the id of its first entry, `now` the moment that it is of."""

    words: Words
    documents: DocumentMaker
    seed: int
    first: int
    count: int
    now: datetime

    def make(self, starts):
        """The batches that begin so."""
        for start in starts:
            maker = Maker(self.words, f"{self.seed} {start}", self.now)
            entries = maker.entries(range(self.first + start, self.first + min(start + BATCH, self.count)))
            documents = self.documents.rows(entries)
            with transaction.atomic():  # as short as can be: on SQLite the others wait for it
                write(entries)
                insert(SearchDocument, COLUMNS, documents)


def in_processes(make, batches):
    """On every core, unless this is within a transaction, which only one process can be in."""
    if connection.in_atomic_block:
        make(batches)
        return
    connections.close_all()  # no two processes can use one
    count, context = os.cpu_count(), multiprocessing.get_context("fork")
    workers = [context.Process(target=in_haste(make), args=[batches[place::count]]) for place in range(count)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a process could not make its part of the bank")
