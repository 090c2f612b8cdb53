"""What readers are told to call stays callable there, whatever changes what its entry says."""

import pytest
import tablib
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.catalogue.actions import history
from directory.catalogue.models import Entry
from directory.catalogue.states import Action
from directory.curation.bulk import edits
from directory.exchange.entry_resource import EntryResource
from directory.exchange.import_problems import import_problems
from directory.organisations.models import Organisation
from directory.taxonomy.models import District
from directory.who_to_call.models import Contact
from tests.factories import make_contact, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator():
    return make_user("Curator")


def standing(need, **said):
    entry = make_organisation("Riverside line", phone="01785 222001", **said)
    make_contact(need, entry)
    return entry


def form_of(client, entry):
    """The fields of an organisation's form with its one contact point, as a browser would send them."""
    page = client.get(reverse("admin:organisations_organisation_change", args=[entry.pk]))
    form, formset = page.context["adminform"].form, page.context["inline_admin_formsets"][0].formset
    bounds = [*form, *formset.management_form, *(bound for row in formset.forms for bound in row)]
    values = {bound.html_name: bound.value() for bound in bounds}
    return {name: value for name, value in values.items() if value not in (None, "") and value is not False}


@pytest.mark.parametrize(
    ("need", "changes"),
    [
        ("police", {"contact_points-0-channel": "in_person", "contact_points-0-value": "Riverside, Stafford"}),
        ("young_people", {"contact_points-0-audience": "parents"}),
    ],
)
def test_the_form_says_so_and_loses_nothing_that_was_typed(client, curator, need, changes):
    entry = standing(need)
    sign_in(client, curator)
    data = form_of(client, entry) | changes | {"referral_route": "Ring first."}
    page = client.post(reverse("admin:organisations_organisation_change", args=[entry.pk]), data)
    assert "Put another in its place there first." in page.text
    assert "Ring first." in page.text
    assert Contact.objects.shown().count() == 1
    assert Organisation.objects.get(pk=entry.pk).referral_route == ""


def test_a_page_that_stands_there_keeps_its_address():
    tool = make_resource("Report it", url="https://example.org/report")
    make_contact("remove_image", tool)
    tool.url = ""
    tool.save()
    with pytest.raises(ValidationError, match="Put another in its place"):
        history.record_revision(entry=tool, action=Action.EDITED)


def test_a_district_is_not_left_without_anybody_by_a_bulk_edit(curator):
    entry = standing("front_door", districts=["tamworth", "lichfield"])
    change = {"remove": {"districts": ["tamworth"]}}
    edit = edits.bulk_edit(ids=[entry.pk], change=change, by=curator, what="-")
    assert [pk for pk, *_ in edit.left_out] == [entry.pk]
    assert set(entry.districts.values_list("code", flat=True)) == {"tamworth", "lichfield"}


def test_a_district_that_another_serves_may_go(curator):
    entry = standing("front_door", districts=["tamworth", "lichfield"])
    other = make_organisation("Another line", phone="01785 222002", districts=["tamworth"])
    make_contact("front_door", other)
    edits.bulk_edit(ids=[entry.pk], change={"remove": {"districts": ["tamworth"]}}, by=curator, what="-")
    assert set(entry.districts.values_list("code", flat=True)) == {"lichfield"}


def test_an_import_takes_no_district_away_either(curator):
    entry = standing("front_door", districts=["tamworth", "lichfield"])
    rows = tablib.Dataset([entry.reference, "lichfield"], headers=["reference", "districts"])
    result = EntryResource(Organisation, by=curator).import_rows(rows, dry_run=False)
    assert any("Put another in its place" in words for _, words in import_problems(result))
    assert set(entry.districts.values_list("code", flat=True)) == {"tamworth", "lichfield"}


def test_what_stands_nowhere_is_changed_as_ever(curator):
    entry = make_organisation("Elsewhere", phone="01785 222003")
    entry.districts.set(District.objects.filter(code="lichfield"))
    history.record_revision(entry=entry, action=Action.EDITED)
    assert Entry.objects.get(pk=entry.pk).version == 2
