"""What curators look after beside entries has versions, compared and restored, and loses no edits."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.actions.versions import keep_what_was, record_version, restore_version, versions_of
from directory.catalogue.admin.editing_together import version_shown
from directory.catalogue.records.reading import record_of
from directory.catalogue.states import Action
from directory.networks.models import Meeting, Network
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import GlossaryTerm, Topic
from directory.topics.models import AuditArea, Collection, Item
from directory.who_to_call.models import Need
from tests.catalogue.test_admin import sent_by
from tests.factories import make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

TERMS = (
    "ability audience cost deliverymode district helpkind keystage place resourcekind rshestrand sector topic "
    "traininglevel yeargroup"
).split()


def first_term(name):
    return apps.get_model("taxonomy", name).objects.order_by("pk").first()


def network():
    made, _ = Network.objects.get_or_create(name="Leads", slug="leads", summary="They meet.")
    made.districts.set(apps.get_model("taxonomy", "District").objects.filter(code="stafford"))
    made.audiences.set(apps.get_model("taxonomy", "Audience").objects.filter(code="teaching_staff"))
    return made


def meeting():
    starts = (timezone.now() + timedelta(days=9)).replace(microsecond=0)
    theme = Topic.objects.get(code="consent")
    return Meeting.objects.create(
        network=network(), theme=theme, starts_at=starts, ends_at=starts + timedelta(hours=1)
    )


def area():
    made = AuditArea.objects.create(title="Policy", questions="Is there one?", evidence="The policy")
    made.topics.set(Topic.objects.filter(code="consent"))
    return made


# Each with two fields of words: one that the other changes, and one that I change.
THINGS = {
    **{name: (lambda name=name: first_term(name), "hint", "order") for name in TERMS},
    "glossaryterm": (
        lambda: GlossaryTerm.objects.create(term="Consent", definition="Agreement."),
        "definition",
        "short_forms",
    ),
    "network": (network, "summary", "contact"),
    "meeting": (meeting, "title", "place"),
    "area": (area, "title", "order"),
    "collection": (
        lambda: Collection.objects.create(title="Essentials", slug="essentials", summary="For leads."),
        "summary",
        "order",
    ),
    "synonyms": (lambda: SynonymGroup.objects.create(phrases="nudes\nnude pictures"), "phrases", "phrases"),
}
MINE = {"order": "41", "contact": "team@example.org"}


@pytest.fixture(params=THINGS)
def case(request, client):
    sign_in(client, make_user("Curator"))
    make, theirs, mine = THINGS[request.param]
    return make(), theirs, mine


def address(thing, page="change", *more):
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_{page}", args=[thing.pk, *more])


def opened(client, thing):
    """What the form would send, unchanged."""
    context = client.get(address(thing)).context
    data = sent_by(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        count = inline.formset.initial_form_count()
        data |= {f"{inline.formset.prefix}-{name}_FORMS": str(count) for name in ("TOTAL", "INITIAL")}
        for form in inline.formset.initial_forms:
            data |= {f"{form.prefix}-{name}": value for name, value in sent_by(form).items()}
    for name in ("starts_at", "ends_at"):
        if name in data:
            local = timezone.localtime(data.pop(name))
            data |= {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M:%S}"}
    return data


def again(thing):
    return type(thing).objects.get(pk=thing.pk)


def test_the_first_change_keeps_what_was_and_who_changed_it(client, case):
    thing, name, _ = case
    before = record_of(thing)
    answer = client.post(address(thing), {**opened(client, thing), name: "Said anew"})
    assert answer.status_code == 302, answer.context["adminform"].form.errors
    new, first = versions_of(thing)
    assert (first.record, first.by, first.number) == (before, None, 1)
    assert (getattr(again(thing), name), new.record[name]) == ("Said anew", "Said anew")
    assert new.by.groups.get().name == "Curator"
    client.post(address(thing), opened(client, thing))
    assert versions_of(thing).count() == 2  # nothing was changed


def test_versions_are_compared_and_one_restored(client, case):
    thing, name, _ = case
    before = record_of(thing)
    client.post(address(thing), {**opened(client, thing), name: "Said anew"})
    assert "Said anew" in client.get(address(thing, "versions")).text
    assert "Restored" in client.get(address(thing, "restore", 1)).text
    assert client.post(address(thing, "restore", 1)).status_code == 302
    assert record_of(again(thing)) == before
    assert versions_of(thing).first().action == Action.RESTORED


def test_what_a_colleague_saved_meanwhile_is_kept_or_asked_about(client, case):
    thing, theirs, mine = case
    typed = {**opened(client, thing), mine: MINE.get(mine, "Mine")}
    client.post(address(thing), {**opened(client, thing), theirs: "Theirs"})
    answer = client.post(address(thing), typed, follow=True)
    assert getattr(again(thing), theirs) == "Theirs"
    if mine == theirs:
        assert "you both changed this" in answer.text
    else:
        assert str(getattr(again(thing), mine)) == MINE.get(mine, "Mine")
        assert "While you had this open" in answer.text


def test_pressing_save_again_undoes_nothing_of_a_colleagues(client, case):
    thing, theirs, _ = case
    typed = {**opened(client, thing), theirs: "Mine"}
    client.post(address(thing), {**opened(client, thing), theirs: "Theirs"})
    for _ in range(2):
        answer = client.post(address(thing), typed)
        typed["seen"] = answer.context["adminform"].form["seen"].value()
        assert getattr(again(thing), theirs) == "Theirs"
    client.post(address(thing), {**typed, f"decide_{theirs}": "mine"})
    assert getattr(again(thing), theirs) == "Mine"


@pytest.mark.parametrize("role", ["Contributor", "Administrator"])
def test_others_neither_see_nor_restore_versions(client, role):
    term = first_term("topic")
    keep_what_was(term)
    sign_in(client, make_user(role))
    assert client.get(address(term, "versions")).status_code in (403, 404)
    assert client.post(address(term, "restore", 1)).status_code in (403, 404)


def test_entries_of_a_collection_come_back_in_their_order(client):
    sign_in(client, make_user("Curator"))
    made = Collection.objects.create(title="Essentials", slug="essentials", summary="For leads.")
    one, other = make_resource("One", slug="one"), make_resource("Other", slug="other")
    Item.objects.create(collection=made, entry_id=other.pk, order=1, note="First")
    Item.objects.create(collection=made, entry_id=one.pk, order=2)
    keep_what_was(made)
    made.items.all().delete()
    client.post(address(made, "restore", 1))
    assert [(item.entry_id, item.note) for item in made.items.all()] == [(other.pk, "First"), (one.pk, "")]


def test_two_people_may_add_to_a_collection_at_once(client):
    sign_in(client, make_user("Curator"))
    made = Collection.objects.create(title="Essentials", slug="essentials", summary="For leads.")
    one, other = make_resource("One"), make_resource("Other")
    before = opened(client, made)
    for entry in (one, other):
        row = {"items-TOTAL_FORMS": "1", "items-0-entry": entry.pk, "items-0-order": "1"}
        client.post(address(made), {**before, **row})
    assert {item.entry_id for item in made.items.all()} == {one.pk, other.pk}


def test_questions_and_evidence_of_an_audit_area_stay_line_by_line(client):
    sign_in(client, make_user("Curator"))
    made = area()
    typed = {**opened(client, made), "questions": "Is there one?\nWho read it?", "evidence": "The policy\nA list"}
    client.post(address(made), {**opened(client, made), "evidence": "The policy of this year"})
    assert "you both changed this" in client.post(address(made), typed).text
    assert again(made).questions == "Is there one?"


def test_a_version_about_a_child_is_not_restored():
    term = GlossaryTerm.objects.create(term="Consent", definition="Born 12/03/2014, date of birth 12/03/2014")
    version = keep_what_was(term)
    term.definition = "Agreement."
    term.save()
    with pytest.raises(ValidationError, match="Definition: Remove"):
        restore_version(version=version, by=None)
    assert again(term).definition == "Agreement."


def test_what_the_system_changed_is_a_version_of_its_own_before_the_next_change():
    term = first_term("topic")
    keep_what_was(term)
    type(term).objects.filter(pk=term.pk).update(hint="Loaded anew")
    keep_what_was(term)
    keep_what_was(term)
    assert versions_of(term).first().record["hint"] == "Loaded anew"
    assert versions_of(term).count() == 2


def test_a_history_outlives_what_was_deleted(client):
    sign_in(client, make_user("Curator"))
    group = SynonymGroup.objects.create(phrases="nudes")
    keep_what_was(group)
    versions = versions_of(group)
    assert versions.count() == 1
    pk = group.pk
    group.delete()
    assert (
        type(versions[0]).objects.get(object_id=pk, content_type__model="synonymgroup").record["phrases"] == "nudes"
    )


def test_the_form_costs_no_more_for_more_versions(client, django_assert_max_num_queries):
    sign_in(client, make_user("Curator"))
    term = first_term("topic")
    for number in range(6):
        type(term).objects.filter(pk=term.pk).update(hint=f"Hint {number}")
        record_version(thing=term, action=Action.EDITED)
    with django_assert_max_num_queries(20):
        client.get(address(term, "versions"))


def test_a_form_opened_before_any_version_says_what_it_showed():
    term = first_term("topic")
    shown = version_shown(term)
    assert shown.startswith("as-")
    keep_what_was(term)
    assert version_shown(term) == 1


def test_a_need_has_no_fields_of_its_own_and_its_contacts_are_its_words():
    assert record_of(Need.objects.create(code="talk")) == {"contacts": []}
