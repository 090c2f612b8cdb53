"""What of the starter content is taught with, given or for staff, and what lessons say of themselves."""

import pytest

from directory.catalogue.doors import Door
from directory.catalogue.models import Entry
from directory.catalogue.needs import MEANS_ANY
from directory.organisations.models import Organisation
from directory.resources.models import Resource
from tests.search.asking import filterset_for

pytestmark = [pytest.mark.usefixtures("starter_content"), pytest.mark.django_db]

LESSONS, GUIDANCE = Door.LESSONS, Door.GUIDANCE

DOORS = {
    "nspcc-pants-send": LESSONS,
    "nspcc-agenda": LESSONS,
    "star-send": LESSONS,
    "sosafe": LESSONS,
    "ukf-toolkit": LESSONS,
    "jessie": LESSONS,
    "ceop-nude-selfies-parents": LESSONS,
    "dfe-rshe-parents": LESSONS,
    "draft-parent-letter": LESSONS,
    "childline-harassment": LESSONS,
    "young-witness-5-11": LESSONS,
    "kcsie": GUIDANCE,
    "ukcis-nudes": GUIDANCE,
    "ukcis-nudes-1page": GUIDANCE,
    "report-remove": GUIDANCE,
    "s175": GUIDANCE,
    "lgfl-kcsie-translations": GUIDANCE,
    "csa-videos": GUIDANCE,
    "adolescence-film": GUIDANCE,
    "glow-1to1": GUIDANCE,
    "x-roads": GUIDANCE,
    "brook-learn": GUIDANCE,
    "how-it-is": GUIDANCE,
    "supported-loving": GUIDANCE,
    "aba-sexual-bullying": GUIDANCE,
}

NOT_TAUGHT = ["ceop-nude-selfies-parents", "dfe-rshe-parents", "cc-porn", "childline-kids", "so-you-got-naked"]

NEEDS_OF = {
    "nspcc-pants": {"mainstream"},
    "digiduck": {"mainstream"},
    "exploited": {"mainstream", "mld"},
    "pshe-send": {"mld", "sld", "pmld", "autism_ci", "pre_key_stage"},
    "batod-staying-safe": {"sensory_hi"},
    "kcsie": set(),
    "parents-protect": set(),
}

BEFORE = {
    "play-like-share": "jessie",
    "send-me-a-pic": "play-like-share",
    "medway-ks34": "medway-ks12",
    "oak-dv": "oak-power",
    "susu": "just-a-joke",
}

WARNED_OF = {
    "medway-ks34": "pornography",
    "oak-media": "pornography",
    "oak-power": "sexual harassment",
    "exploited": "sexual exploitation",
    "nspcc-its-not-ok": "grooming",
    "csa-videos": "sexual abuse",
}


@pytest.mark.parametrize(("slug", "door"), DOORS.items())
def test_resource_is_behind_the_door_of_who_uses_it(slug, door):
    assert Resource.objects.get(slug=slug).door == door


@pytest.mark.parametrize("slug", NOT_TAUGHT)
def test_what_is_given_to_pupils_or_parents_is_not_taught_with(slug):
    assert not Resource.objects.get(slug=slug).is_taught_with


def test_what_is_taught_with_is_for_those_who_teach_or_are_taught():
    taught = Resource.objects.filter(resource_kinds__use="taught")
    in_class = taught.filter(audiences__code__in=["pupils", "teaching_staff", "pshe_leads"])
    assert set(taught) - set(in_class) == set()


@pytest.mark.parametrize(("slug", "needs"), NEEDS_OF.items())
def test_resource_names_only_needs_that_it_was_made_for(slug, needs):
    entry = Resource.objects.get(slug=slug)
    assert (set(entry.abilities.values_list("code", flat=True)), entry.for_everyone) == (needs, False)


def test_no_list_of_needs_is_so_long_that_it_says_nothing():
    assert all(entry.abilities.count() < MEANS_ANY for entry in Entry.objects.prefetch_related("abilities"))


def test_no_resource_and_nobody_who_only_teaches_is_said_to_be_for_everyone():
    assert not Resource.objects.filter(for_everyone=True).exists()
    for organisation in Organisation.objects.filter(for_everyone=True):
        assert organisation.crisis or organisation.contact_points.exists(), organisation
        assert {kind.code for kind in organisation.help_kinds.all()} - {"education", "training", "standards"}


@pytest.mark.parametrize("slug", ["respect", "tender", "schools-consent-project", "beyond-equality", "glow", "brook"])
def test_provider_of_education_is_not_said_to_be_for_everyone(slug):
    assert not Organisation.objects.get(slug=slug).for_everyone


@pytest.mark.parametrize("slug", ["childline", "nspcc", "nspcc-raie", "stop-it-now", "scas", "staffs-eds"])
def test_helpline_is_for_everyone(slug):
    assert Organisation.objects.get(slug=slug).for_everyone


def test_length_is_that_of_one_lesson():
    unit = Resource.objects.get(slug="oak-power")
    assert (unit.number_of_lessons, unit.duration_minutes) == (3, 55)
    assert not Resource.objects.filter(duration_minutes__gt=60).exists()


@pytest.mark.parametrize(("slug", "before"), BEFORE.items())
def test_lesson_follows_what_pupils_are_taught_before(slug, before):
    assert [other.slug for other in Resource.objects.get(slug=slug).follows.all()] == [before]


def test_nothing_follows_what_is_for_older_pupils():
    for lesson in Resource.objects.filter(follows__isnull=False):
        assert all(before.age_min < lesson.age_min for before in lesson.follows.all()), lesson


@pytest.mark.parametrize(("slug", "words"), WARNED_OF.items())
def test_distressing_material_warns_of_what_it_is_about(slug, words):
    assert words in Resource.objects.get(slug=slug).content_warning


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("assembly", "osn-lessons"),
        ("assembly consent", "osn-lessons"),
        ("letter to parents", "dfe-rshe-parents"),
        ("parents newsletter", "dfe-rshe-parents"),
        ("page for pupils", "childline-kids"),
        ("book for year 2", "digiduck"),
        ("film about consent", "send-me-a-pic"),
        ("film for parents about nudes", "ceop-nude-selfies-parents"),
        ("film for staff", "csa-videos"),
        ("lesson for PMLD", "pshe-send"),
    ],
)
def test_who_asks_for_a_format_finds_it_first(query, first):
    assert Entry.objects.get(pk=filterset_for(f"q={query}").hits().ids[0]).slug == first


@pytest.mark.parametrize("query", ["assembly consent", "assembly bullying", "picture book about upskirting"])
def test_a_format_that_nothing_fits_narrows_nothing(query):
    filterset = filterset_for(f"q={query}")
    assert "type" not in filterset.active_filters
    assert filterset.hits().total
