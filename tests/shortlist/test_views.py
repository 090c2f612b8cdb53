import csv
import io
import re
import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from directory.catalogue.models import Entry
from directory.inbox import limits
from directory.inbox.models import Submission
from directory.organisations.models import ContactPoint
from directory.search.documents.index_writer import batched_updates
from directory.shortlist import actions
from directory.shortlist.list_contents import contents_of
from directory.shortlist.models import Item, Shortlist
from directory.shortlist.pdf.pack import helplines, pack
from tests.conftest import load_the_vocabularies
from tests.factories import archive, make_case_study, make_contact, make_organisation, make_resource
from tests.hostile import hostile_strings
from tests.quick import fewer
from tests.shortlist.forms_of import form_values
from tests.typesetting.pdf_ua import File, words_in

pytestmark = pytest.mark.django_db


def entry(title=None, make=make_resource, **values):
    return Entry.objects.get(pk=make(title, **values).pk)


def shortlist(*titles):
    found = Shortlist.objects.create()
    for title in titles:
        actions.add(shortlist=found, entry=entry(title))
    return found


def titles(of):
    return [item.title for item in contents_of(of)[0]]


def items(of):
    return {item.entry.title: item.pk for item in of.items.all()}


# Saving


def test_saving_starts_a_list_without_a_cookie(client):
    found = entry("A lesson")
    answer = client.post("/list/add/", {"entry": found.pk})
    made = Shortlist.objects.get()
    assert answer.headers["Location"] == f"/list/{made.token}/"
    assert not answer.cookies
    assert titles(made) == ["A lesson"]


def test_looking_at_the_page_that_saves_writes_nothing(client):
    assert client.get(f"/list/add/?entry={entry().pk}").status_code == 200
    assert not Shortlist.objects.exists()


def test_saving_adds_to_a_list_whose_address_is_given(client):
    made = shortlist("First")
    address = f"http://testserver/list/{made.token}/"
    client.post("/list/add/", {"entry": entry("Second").pk, "list": address})
    client.post("/list/add/", {"entry": Entry.objects.get(title="Second").pk, "list": made.token})
    assert titles(made) == ["First", "Second"]


def test_a_list_is_known_by_any_of_its_addresses_and_by_the_last_part(client):
    made, found = shortlist(), entry("Second")
    for text in ("/list/{0}/", "https://bank/list/{0}/plan/", "bank/list/{0}", " {0} ", "/list/{0}/pack.pdf"):
        assert client.get("/list/", {"list": text.format(made.token)}).headers["Location"] == made.get_absolute_url()
    client.post("/list/add/", {"entry": found.pk, "list": f"/list/{made.token}/plan/"})
    assert titles(made) == ["Second"]


def test_saving_to_a_list_that_is_not_there_or_only_to_be_read_is_refused(client):
    made = shortlist()
    found = entry()
    for text in ("nothing-like-it", made.share, f"/list/{made.share}/"):
        answer = client.post("/list/add/", {"entry": found.pk, "list": text})
        assert answer.status_code == 400
        assert "We cannot find that list" in answer.text
    assert titles(made) == []


def test_saving_from_a_script_answers_with_the_list(client):
    found = entry()
    answer = client.post("/list/add/", {"entry": found.pk}, headers={"Accept": "application/json"}).json()
    assert answer == {"list": Shortlist.objects.get().token, "entries": [found.pk]}


@pytest.mark.parametrize("what", ["", "x", "0", "99999999999999999999", "1 OR 1=1"])
def test_what_is_no_entry_is_not_saved(client, what):
    assert client.post("/list/add/", {"entry": what}).status_code == 400
    assert client.get("/list/add/", {"entry": what}).status_code == 404
    assert not Shortlist.objects.exists()


def test_a_draft_cannot_be_saved(client):
    assert client.post("/list/add/", {"entry": entry(published=False).pk}).status_code == 400


def test_a_form_on_another_site_cannot_save(client):
    answer = client.post("/list/add/", {"entry": entry().pk}, headers={"Origin": "https://example.org"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("page", "address", "told"),
    [("/list/add/?entry={pk}", "/list/add/", {"entry": "{pk}"}), ("/list/", "/list/", {"plan": "yes"})],
)
def test_a_form_sent_twice_starts_one_list(client, page, address, told):
    pk = entry("A lesson").pk
    told = {name: value.format(pk=pk) for name, value in told.items()}

    def form():
        return re.search(r'name="form" value="([^"]+)"', client.get(page.format(pk=pk)).text)[1]

    one, another = form(), form()
    first, again, other = [client.post(address, told | {"form": sent})["Location"] for sent in (one, one, another)]
    assert first == again != other
    assert Shortlist.objects.count() == 2


@pytest.mark.parametrize("form", ["", "mine", "mine:1wS:x"])
def test_a_form_that_is_not_ours_starts_a_list_of_its_own(client, form):
    for _ in range(2):
        client.post("/list/", {"form": form})
    assert Shortlist.objects.filter(form=None).count() == 2


def test_nobody_starts_thousands_of_lists(client, monkeypatch):
    monkeypatch.setattr(limits, "LISTS", replace(limits.LISTS, from_one=2))
    found = entry()
    statuses = [client.post("/list/add/", {"entry": found.pk}).status_code for _ in range(3)]
    assert statuses == [302, 302, 429]
    assert client.post("/list/").status_code == 429
    assert "127.0.0.1" not in str(list(Submission.objects.values()))


def test_a_form_sent_again_uses_up_nothing_of_what_a_network_may_start(client, monkeypatch):
    monkeypatch.setattr(limits, "LISTS", replace(limits.LISTS, from_one=1))
    form = re.search(r'name="form" value="([^"]+)"', client.get("/list/").text)[1]
    assert [client.post("/list/", {"form": form}).status_code for _ in range(3)] == [302, 302, 302]
    assert client.post("/list/").status_code == 429
    assert Shortlist.objects.count() == 1


def test_a_list_that_is_full_says_so(client, monkeypatch):
    monkeypatch.setattr(Shortlist, "MOST", 1)
    made = shortlist("First")
    answer = client.post("/list/add/", {"entry": entry().pk, "list": made.token})
    assert answer.status_code == 400
    assert "This list is full. A list can have up to 100 entries." in answer.text
    assert "This list is full." in client.get(f"/list/{made.token}/").text
    assert titles(made) == ["First"]
    sent = {"entry": entry().pk, "list": made.token}
    told = client.post("/list/add/", sent, headers={"Accept": "application/json"}).json()
    assert told["problems"]["__all__"][0]["code"] == "full"


def test_only_the_address_that_changes_a_list_tells_scripts_of_it(client):
    made = shortlist("First", "Second")
    ids = " ".join(str(item.entry_id) for item in made.items.all())
    assert f'data-list="{made.token}" data-entries="{ids}"' in client.get(f"/list/{made.token}/").text
    assert "data-list=" not in client.get(f"/list/{made.share}/").text


def test_a_list_that_has_been_forgotten_says_so(client):
    answer = client.get("/list/nothing-like-it/")
    assert answer.status_code == 404
    assert "We delete lists that nobody opens for a year" in answer.text
    assert 'data-list-forgotten="nothing-like-it"' in answer.text


# Reading and changing


def test_the_address_to_share_shows_the_list_and_cannot_change_it(client):
    made = shortlist("First", "Second")
    page = client.get(f"/list/{made.share}/").text
    assert "First" in page
    assert "Move up" not in page
    assert made.token not in page
    assert client.post(f"/list/{made.share}/", {"remove": items(made)["First"]}).status_code == 404
    assert titles(made) == ["First", "Second"]


def test_a_list_is_private_to_its_addresses(client):
    made = shortlist("First")
    answer = client.get(f"/list/{made.token}/")
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/list/nothing-like-it/").status_code == 404


def test_buttons_move_and_remove_and_keep_what_was_typed(client):
    made = shortlist("First", "Second", "Third")
    pk = items(made)
    client.post(
        f"/list/{made.token}/", {"title": "For Monday", f"note-{pk['Third']}": "Begin here", "up": pk["Third"]}
    )
    assert titles(made) == ["First", "Third", "Second"]
    made.refresh_from_db()
    assert made.title == "For Monday"
    assert made.items.get(pk=pk["Third"]).note == "Begin here"
    client.post(f"/list/{made.token}/", {f"note-{pk['Third']}": "Begin here", "remove": pk["First"]})
    assert titles(made) == ["Third", "Second"]


def test_the_page_of_a_list_sends_back_what_it_was_given(client):
    made = shortlist("First")
    pk = items(made)["First"]
    actions.describe(shortlist=made, title="For Monday", notes={pk: "Begin here"})
    page = client.get(f"/list/{made.token}/").text
    assert re.search(r'name="title"[^>]*value="For Monday"', page)
    assert re.search(rf'name="note-{pk}"[^>]*value="Begin here"', page)


def test_two_people_who_change_different_things_lose_nothing(client):
    made = shortlist("First", "Second")
    address, pk = made.get_absolute_url(), items(made)
    hers, his = form_values(client.get(address).text), form_values(client.get(address).text)
    client.post(address, hers | {f"note-{pk['First']}": "Hers", "title": "Her title"})
    client.post(address, his | {f"note-{pk['Second']}": "His"})
    made.refresh_from_db()
    assert made.title == "Her title"
    assert [item.note for item in made.items.all()] == ["Hers", "His"]


def test_two_people_who_change_the_same_are_told_and_both_texts_are_there(client):
    made = shortlist("First")
    address, note = made.get_absolute_url(), f"note-{items(made)['First']}"
    hers, his = form_values(client.get(address).text), form_values(client.get(address).text)
    client.post(address, hers | {note: "Hers"})
    answer = client.post(address, his | {note: "His"})
    assert answer.status_code == 400
    assert "Note on First: somebody else changed this after you opened the page. It now says “Hers”." in answer.text
    assert form_values(answer.text)[note] == "His"
    assert made.items.get().note == "Hers"
    client.post(address, form_values(answer.text))
    assert made.items.get().note == "His"


def test_two_people_who_write_the_same_are_told_nothing(client):
    made = shortlist("First")
    opened = form_values(client.get(made.get_absolute_url()).text)
    answers = [client.post(made.get_absolute_url(), opened | {"title": "Same"}).status_code for _ in range(2)]
    assert answers == [302, 302]


def test_a_field_that_is_emptied_is_empty(client):
    made = shortlist("First")
    actions.describe(shortlist=made, title="For Monday", notes={items(made)["First"]: "Begin here"})
    opened = form_values(client.get(made.get_absolute_url()).text)
    client.post(made.get_absolute_url(), opened | {"title": "", f"note-{items(made)['First']}": ""})
    made.refresh_from_db()
    assert (made.title, made.items.get().note) == ("", "")


def test_opening_the_plan_keeps_what_was_typed(client):
    made = shortlist("First")
    answer = client.post(made.get_absolute_url(), {"title": "For Monday", "then": "plan"})
    assert answer.headers["Location"] == made.plan_url
    made.refresh_from_db()
    assert made.title == "For Monday"


def test_what_was_removed_can_be_put_back_where_it_was_with_its_note_and_date(client):
    made, day = shortlist("First", "Second", "Third"), timezone.localdate()
    made.items.filter(entry__title="Second").update(note="Begin here", on=day, lessons=2)
    answer = client.post(made.get_absolute_url(), {"remove": items(made)["Second"]})
    assert titles(made) == ["First", "Third"]
    assert "Removed: Second." in answer.text
    answer = client.post(made.get_absolute_url(), form_values(answer.text) | {"back": "yes", "title": "Typed since"})
    assert answer.headers["Location"] == made.get_absolute_url()
    assert titles(made) == ["First", "Second", "Third"]
    back = made.items.get(entry__title="Second")
    assert (back.note, back.on, back.lessons) == ("Begin here", day, 2)
    made.refresh_from_db()
    assert made.title == "Typed since"


@pytest.mark.parametrize(
    "wrong", [{"note": "For Jake Smith, born 12/03/2014"}, {"entry": "0"}, {"place": "-1"}, {"lessons": "99"}]
)
def test_nothing_else_can_be_put_back(client, wrong):
    made = shortlist()
    right = {"entry": entry().pk, "place": 1, "lessons": 1, "note": "", "on": ""}
    sent = {f"back-{name}": value for name, value in (right | wrong).items()}
    client.post(made.get_absolute_url(), sent | {"back": "yes"})
    assert titles(made) == []


def test_a_name_that_is_too_long_is_said_in_plain_words(client):
    made = shortlist("First 100%")
    note = f"note-{items(made)['First 100%']}"
    answer = client.post(made.get_absolute_url(), {"title": "x" * 121, note: "y" * 501})
    assert "The name of the list can have up to 120 characters. It has 121." in answer.text
    assert "Note on First 100% can have up to 500 characters. It has 501." in answer.text


def test_the_title_of_a_page_is_the_name_of_its_list(client):
    made = shortlist("First")
    assert "<title>My list - " in client.get(made.get_absolute_url()).text
    actions.describe(shortlist=made, title="For Monday", notes={})
    assert "<title>For Monday - " in client.get(made.share_url).text


def test_a_button_for_another_list_changes_nothing(client):
    mine, other = shortlist("Mine"), shortlist("Other")
    client.post(f"/list/{mine.token}/", {"remove": items(other)["Other"]})
    client.post(f"/list/{mine.token}/", {"up": "x", "down": "9" * 40, "remove": "-1"})
    assert (titles(mine), titles(other)) == (["Mine"], ["Other"])


def test_notes_hold_nothing_about_a_child(client):
    made = shortlist("First")
    pk = items(made)["First"]
    answer = client.post(f"/list/{made.token}/", {f"note-{pk}": "For Jake Smith, born 12/03/2014"})
    assert answer.status_code == 400
    assert "For Jake Smith" in answer.text
    assert made.items.get().note == ""


def test_what_has_left_the_bank_is_counted_and_not_shown(client):
    made = shortlist("First", "Second")
    archive(entry=Entry.objects.get(title="First"))
    page = client.get(f"/list/{made.token}/").text
    assert "First" not in page
    assert "1 entry is no longer in the resource bank." in page


def test_a_closed_service_is_shown_without_its_number_and_with_what_replaces_it(client):
    there = make_organisation("There", phone="0300 111 1111")
    closed = entry("Closed", make_organisation, phone="0300 222 2222", status="closed", successor=there)
    made = shortlist()
    actions.add(shortlist=made, entry=closed)
    page = client.get(f"/list/{made.token}/").text
    assert "0300 222 2222" not in page
    assert "Use this instead" in page


def test_lists_that_nobody_opens_for_a_year_are_forgotten(client):
    used, unused = shortlist("First"), shortlist("Second")
    year_ago = timezone.localdate() - timedelta(days=366)
    Shortlist.objects.update(opened_on=year_ago)
    client.get(f"/list/{used.share}/")
    assert actions.forget_unused() == 1
    assert not Shortlist.objects.filter(pk=unused.pk).exists()
    assert titles(used) == ["First"]


class Orders(TestCase):
    """Any moves of any items leave the same entries, each once, in the order that a plain list would have."""

    @classmethod
    def setUpTestData(cls):
        cls.entries = [entry(f"Entry {number}") for number in range(5)]

    @settings(max_examples=fewer(25))
    @given(st.lists(st.tuples(st.integers(0, 4), st.sampled_from([-1, 1])), max_size=12))
    def test_moving_is_what_it_would_be_in_a_plain_list(self, moves):
        made = Shortlist.objects.create()
        for one in self.entries:
            actions.add(shortlist=made, entry=one)
        plain = list(made.items.values_list("pk", flat=True))
        for which, by in moves:
            item = plain[which]
            actions.move(shortlist=made, item=item, by=by)
            there = min(max(which + by, 0), 4)
            plain.insert(there, plain.pop(which))
            assert list(made.items.values_list("pk", flat=True)) == plain


@pytest.mark.django_db(transaction=True)
def test_two_people_who_save_at_once_lose_nothing():
    load_the_vocabularies()
    made = shortlist()
    found = [entry(f"Entry {number}") for number in range(8)]

    def save(some):
        for one in some:
            actions.add(shortlist=made, entry=one)
        connection.close()

    threads = [threading.Thread(target=save, args=[found[start::2] + found[:2]]) for start in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(titles(made)) == sorted(one.title for one in found)
    places = list(Item.objects.values_list("place", flat=True))
    assert len(set(places)) == len(places)


# Taking along


def test_table_has_a_row_for_each_and_no_formula(client):
    made = shortlist("=cmd|' /C calc'!A0")
    helper = entry("A helpline", make_organisation, phone="0300 111 1111")
    actions.add(shortlist=made, entry=helper)
    text = client.get(f"/list/{made.share}/list.csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows[0]["title"] == "'=cmd|' /C calc'!A0"
    assert rows[1]["telephone"] == "0300 111 1111"
    assert rows[1]["in the bank"] == f"https://testserver{helper.get_absolute_url()}"


def file_of(client, made):
    answer = client.get(f"/list/{made.token}/pack.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-cache" in answer.headers.get("Cache-Control", "") or answer.headers["X-Robots-Tag"] == "noindex"
    return File(answer.content)


def words_of(made):
    return words_in(pack(made, "https://bank").data["blocks"])


def test_pack_of_many_entries_has_a_cover_with_contents(client):
    make_contact("band", make_organisation("A line", phone="0300 111 1111"))
    file = file_of(client, shortlist(*(f"Entry {number}" for number in range(12))))
    assert file.problems() == []
    assert len(file.pdf.pages) >= 3
    assert len(file.named("TOCI")) == len(file.bookmarks) == 13
    assert file.bookmarks[0] == "Entry 0"


def test_pack_of_a_few_entries_is_one_page_and_says_nothing_of_its_address(client):
    make_contact("band", make_organisation("A line", phone="0300 111 1111"))
    made = shortlist("First", "Second")
    actions.describe(shortlist=made, title="For the staff room", notes={})
    file = file_of(client, made)
    assert len(file.pdf.pages) == 1
    assert str(file.pdf.docinfo.Title) == "For the staff room"
    assert "tel:+443001111111" in file.opened
    for token in (made.token, made.share):
        assert token not in file.text
        assert all(token not in address for address in file.opened)


def test_pack_tells_what_a_case_study_says_of_both_children():
    made = Shortlist.objects.create()
    told = {"done_for_harmed": "Somebody to talk to", "done_for_who_harmed": "A plan and a mentor"}
    actions.add(shortlist=made, entry=entry("A case", make_case_study, **told))
    said = words_of(made).splitlines()
    harmed = said.index("For the child who has been harmed")
    assert said[harmed + 1 : harmed + 4] == [
        "Somebody to talk to",
        "For the child who has harmed, or is alleged to have",
        "A plan and a mentor",
    ]


def test_pack_says_all_that_somebody_needs():
    found = entry(
        "A helpline", make_organisation, phone="0300 111 1111", how_to_use="Call early", url="https://x.org"
    )
    made = Shortlist.objects.create()
    actions.add(shortlist=made, entry=found)
    actions.describe(shortlist=made, title="", notes={made.items.get().pk: "Call first"})
    said = words_of(made).replace(":\n \n", ": ")
    for words in (
        "A helpline",
        "Note: Call first",
        "Telephone: 0300 111 1111",
        "Call early",
        f"In the resource bank: https://bank{found.get_absolute_url()}",
    ):
        assert words in said, words


def test_pack_never_has_what_readers_no_longer_see(client):
    made = shortlist("Stays", "Goes")
    assert "Goes" in file_of(client, made).text
    archive(entry=Entry.objects.get(title="Goes"))
    text = file_of(client, made).text
    assert "Stays" in text
    assert "Goes" not in text
    assert "1 entry is no longer in the resource bank." in text


def test_pack_says_what_to_use_instead():
    there = make_organisation("There instead")
    made = Shortlist.objects.create()
    actions.add(shortlist=made, entry=entry("Closed", make_organisation))
    Entry.objects.filter(title="Closed").update(status="closed", successor=there)
    assert "There instead" in words_of(made)


def test_helplines_of_a_pack_begin_with_999():
    make_contact("band", make_organisation("Childline", phone="0800 1111"))
    said = words_in(list(helplines()))
    assert said.splitlines()[1].startswith("999")
    assert "0800 1111\n  Childline" in said


@pytest.mark.once
@pytest.mark.slow
def test_list_shows_hostile_titles_as_text(client):
    made = shortlist("First")
    for text in hostile_strings():
        answer = client.post(f"/list/{made.token}/", {"title": text[:120]})
        assert answer.status_code in (302, 400), ascii(text)
        page = client.get(f"/list/{made.token}/").text
        assert "<script>alert" not in page


# The directory


def test_directory_groups_by_need_and_leaves_out_closed_and_adults(client):
    make_organisation("Both", help_kinds=["victims", "counselling"], ages=(5, 18))
    there = make_organisation("Other", help_kinds=["counselling"], ages=(5, 18), districts=["tamworth"])
    make_organisation("Closed", help_kinds=["victims"], status="closed", successor=there)
    make_organisation("For adults", help_kinds=["victims", "adults"], ages=(18, 25))
    page = client.get("/directory/").text
    assert "Closed" not in page
    assert "For adults" not in page
    one = client.get("/directory/?help=counselling&district=tamworth").text
    assert one.count(">Both</a>") == 1
    assert "Other" in one
    assert "Other" not in client.get("/directory/?district=lichfield").text


def test_directory_has_each_organisation_in_full_once_and_refers_to_it_where_else_it_helps(client):
    both = make_organisation("Both", help_kinds=["victims", "counselling"], phone="0300 111 1111")
    make_organisation("Other", help_kinds=["counselling"])
    page = client.get("/directory/").text
    assert page.count("0300 111 1111") == page.count(f'id="organisation-{both.pk}"') == 1
    counselling = page.partition("Counselling and therapy</h2>")[2]
    assert re.search(rf'Also <a [^>]*href="#organisation-{both.pk}">Both</a>', counselling)


def test_directory_begins_with_999_and_those_to_call_first_whatever_is_asked_for(client):
    make_organisation("A near one", help_kinds=["counselling"], scope="local", phone="0300 111 1111")
    second = make_organisation("Second to call", help_kinds=["counselling"], phone="0300 222 2222")
    make_contact("band", make_organisation("First to call", help_kinds=["families"], phone="0300 333 3333"))
    make_contact("band", second)
    make_organisation("In an emergency", help_kinds=["emergency"])
    make_contact("band", make_organisation("To call elsewhere", districts=["stafford"], phone="0300 444 4444"))
    page = client.get("/directory/?district=tamworth&help=counselling").text
    main = page.partition('class="directory"')[2].partition("</main>")[0]
    words = [
        ">999<",
        "First to call",
        "Second to call",
        "In an emergency",
        "Counselling and therapy</h2>",
        "A near one",
    ]
    places = [main.index(text) for text in words]
    assert places == sorted(places)
    assert "To call elsewhere" not in main


def test_directory_says_whose_it_is_in_its_title(client):
    make_organisation("Near", help_kinds=["victims"])
    assert '<h1 class="govuk-heading-xl">Who can help in Staffordshire</h1>' in client.get("/directory/").text
    page = client.get("/directory/?district=tamworth").text
    assert "Who can help in Tamworth</h1>" in page
    assert "For Tamworth" not in page
    aged = client.get("/directory/?district=tamworth&age=14").text
    assert "Who can help in Tamworth</h1>" in aged
    assert "For age 14, Tamworth. As of " in aged


def test_directory_has_a_pdf_of_the_same_choice(client):
    make_organisation("Near", help_kinds=["victims"], phone="0300 111 1111")
    page = client.get("/directory/?district=tamworth&help=victims").text
    assert "/directory.pdf?district=tamworth&amp;help=victims" in page
    answer = client.get("/directory.pdf?district=tamworth&help=victims")
    assert answer.content.startswith(b"%PDF")
    assert client.get("/directory.pdf?district=zz").status_code == 400
    file = File(answer.content)
    assert file.problems() == []
    assert "https://testserver/directory/?district=tamworth&help=victims" in file.opened
    assert file.text.index("999") < file.text.index("If a child needs help now")


def test_directory_offers_no_number_for_adults_to_a_child(client):
    adults = {"channel": "phone", "value": "0300 111 1111", "age_from": 18}
    make_organisation("Mixed", contact_points=[adults, {"channel": "phone", "value": "0300 222 2222"}], ages=(10, 25))
    make_organisation("Other", contact_points=[adults], url="https://www.other.example/", ages=(10, 25))
    for address in ("/directory/", "/directory/?age=12"):
        page = client.get(address).text
        assert "0300 111 1111" not in page
        assert "0300 222 2222" in page
        assert ">other.example<" in page
    assert "0300 111 1111" in client.get("/directory/?age=20").text


def test_directory_of_a_district_has_two_pages(client):
    with batched_updates():
        for number in range(45):
            make_organisation(f"A service with a name of usual length, number {number}", phone="0300 111 1111")
    ContactPoint.objects.update(note="For children who have been harmed", always_open=True)
    file = File(client.get("/directory.pdf?district=tamworth").content)
    assert len(file.pdf.pages) == 2
    assert "0300 111 1111 A service with a name of usual length, number 7. Ages" in file.text


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["http://[", "//[x", "http://[::1", "[", "///"])
def test_what_is_no_address_is_no_list(client, address):
    entry = make_resource()
    assert client.get("/list/", {"list": address}).status_code == 400
    assert client.post("/list/add/", {"entry": entry.pk, "list": address}).status_code == 400
