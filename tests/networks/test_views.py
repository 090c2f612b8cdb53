import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from directory.catalogue.admin.editing_together import version_shown
from directory.catalogue.models import Entry
from directory.networks.models import Meeting, Network
from directory.taxonomy.models import District, Sector, Topic
from tests.factories import at_ten, make_case_study, make_guidance, make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in
from tests.typesetting.pdf_ua import File

pytestmark = pytest.mark.django_db


def network(name="Tamworth leads", district="tamworth", sectors=(), **values):
    found = Network.objects.create(name=name, slug=name.lower().replace(" ", "-"), summary="They meet.", **values)
    found.districts.set(District.objects.filter(code=district))
    found.sectors.set(Sector.objects.filter(code__in=sectors))
    return found


def meeting(of, days=9, **values):
    starts = at_ten(days=days)
    usual = {"theme": Topic.objects.get(code="consent"), "starts_at": starts, "ends_at": starts + timedelta(hours=2)}
    return Meeting.objects.create(network=of, **{**usual, **values})


def sheet_of(response):
    return response.text.partition("<article")[2].partition("</article>")[0]


def events(answer):
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_networks_are_those_of_my_district_with_the_next_meeting_of_each(client):
    here = network()
    network("Lichfield leads", "lichfield")
    meeting(here, days=20, place="Town hall")
    meeting(here, days=5, title="Soon")
    page = client.get("/networks/?district=tamworth").text
    assert "Tamworth leads" in page
    assert "Soon, online" in page
    assert "Town hall" not in page
    assert "Lichfield leads" not in page


def test_networks_without_dates_say_so_once_and_who_to_ask(client):
    network()
    network("Lichfield leads", "lichfield")
    bringer = make_organisation(
        "Who brings leads together", help_kinds=["network"], scope="local", phone="01785 000001"
    )
    make_organisation("No way to ask", help_kinds=["network"], scope="local")
    page = client.get("/networks/?sector=primary").text
    assert page.count("We do not have any meeting dates yet") == 1
    assert "No date yet" not in page
    assert f'href="{bringer.get_absolute_url()}"' in page
    assert "01785 000001" in page
    assert "No way to ask" not in page
    assert "https://testserver/networks/calendar.ics?sector=primary" in page


def test_networks_of_which_one_has_a_date_say_so_only_of_the_others(client):
    meeting(network())
    network("Lichfield leads", "lichfield")
    page = client.get("/networks/").text
    assert "We do not have any meeting dates yet" not in page
    assert page.count("No date yet") == 1


def test_networks_ask_the_database_no_more_for_more_of_them(client, django_assert_max_num_queries):
    for number in range(6):
        meeting(network(f"Group {number}"))
    with django_assert_max_num_queries(8):
        client.get("/networks/")


def test_next_meeting_of_a_group_is_one_that_takes_place(client):
    here = network()
    meeting(here, days=5, title="Called off", status="cancelled")
    meeting(here, days=20, title="Later")
    page = client.get("/networks/").text
    assert "Later, online" in page
    assert "Called off" not in page


def test_networks_for_one_sector_have_those_that_name_none(client):
    network("For all")
    network("For colleges", sectors=["fe_skills"])
    page = client.get("/networks/?sector=primary").text
    assert "For all" in page
    assert "For colleges" not in page


def test_network_that_has_ended_is_not_listed_and_says_so(client):
    ended = network(active=False)
    assert "Tamworth leads" not in client.get("/networks/").text
    assert "This group no longer meets." in client.get(ended.get_absolute_url()).text


def test_group_ends_only_once_its_meetings_to_come_are_cancelled(client):
    found = network()
    coming = meeting(found)
    found.active = False
    with pytest.raises(ValidationError, match="cancel its future meetings"):
        found.full_clean()
    coming.status = "cancelled"
    coming.save()
    found.full_clean()
    found.save()
    for address in ("/networks/calendar.ics", "/networks/tamworth-leads/calendar.ics"):
        (event,) = events(client.get(address))
        assert event["status"] == "CANCELLED", address


def test_group_that_has_ended_takes_no_meeting_to_come():
    ended = network(active=False)
    meeting(ended, days=-9).full_clean()
    meeting(ended, days=5, status="cancelled").full_clean()
    with pytest.raises(ValidationError, match="This group has ended"):
        meeting(ended, days=9).full_clean()


def test_network_shows_what_is_to_come_and_what_was(client):
    found = network()
    meeting(found, days=9, title="To come", who_may_come="Deputies too")
    meeting(found, days=12, title="Called off", status="cancelled")
    meeting(found, days=-9, title="Held")
    meeting(found, days=-12, title="Never held", status="cancelled")
    meeting(found, days=-500, title="Long ago")
    page = client.get(found.get_absolute_url()).text
    coming, _, past = page.partition("Past meetings")
    assert "To come: agenda" in coming
    assert "Deputies too" in coming
    assert "Cancelled" in coming
    assert "Held" in past
    assert "Never held" not in page
    assert "Long ago" not in page


def test_agenda_is_built_from_the_theme_for_the_groups_schools(client):
    group = network(sectors=["primary"])
    make_guidance("A change")
    make_case_study("A case", questions_for_governors="Who tells us?\nWho else?", lessons="Ask first")
    make_case_study("B case", questions_for_governors="Not this time?")
    make_resource("A resource")
    make_resource("For colleges", sectors=["fe_skills"])
    make_resource("About something else", topics=["police"])
    chosen = make_resource("Chosen", topics=["police"])
    found = meeting(group, notes="A new policy")
    found.to_discuss.add(Entry.objects.get(pk=chosen.pk))
    page = client.get(found.get_absolute_url()).text
    for words in (
        "A change",
        "A case",
        "A resource",
        "Who tells us?",
        "Who else?",
        "Ask first",
        "A new policy",
        "Chosen",
    ):
        assert words in page, words
    assert "Not this time?" not in page
    assert "For colleges" not in page
    assert "About something else" not in page
    assert "Do not name a child, a family or a school" in page


def test_agenda_has_what_was_chosen_before_what_the_theme_finds(client):
    make_guidance("Of the theme", effective_from=date(2026, 1, 1))
    found = meeting(network())
    for chosen in (
        make_guidance("Chosen change", topics=["police"]),
        make_case_study("Chosen case", topics=["police"]),
    ):
        found.to_discuss.add(Entry.objects.get(pk=chosen.pk))
    sheet = sheet_of(client.get(found.get_absolute_url()))
    assert "Chosen change" in sheet
    assert "Chosen case" in sheet
    assert "Of the theme" not in sheet
    assert "To discuss" not in sheet


def test_agenda_on_a_theme_without_changes_has_the_latest_one(client):
    make_guidance("Older", topics=["police"], effective_from=date(2020, 1, 1))
    make_guidance("Latest", topics=["police"], effective_from=date(2026, 1, 1))
    sheet = sheet_of(client.get("/networks/agenda/?topic=consent"))
    assert "Latest" in sheet
    assert "Older" not in sheet
    assert "We do not have one on this theme yet" in sheet  # a case study


def test_agenda_shares_out_the_time_of_the_meeting(client):
    starts = datetime(2031, 3, 4, 13, 30, tzinfo=UTC)
    found = meeting(network(), starts_at=starts, ends_at=starts + timedelta(minutes=90), place="Town hall")
    sheet = sheet_of(client.get(found.get_absolute_url()))
    assert re.findall(r"<td>(\d+:\d\dpm)<", sheet) == ["1:30pm", "1:40pm", "1:50pm", "2:20pm", "2:45pm"]
    assert [int(minutes) for minutes in re.findall(r"(\d+) minutes", sheet)] == [10, 10, 30, 25, 15]
    assert "4 March 2031, 1:30pm to 3:00pm" in sheet
    assert "Town hall" in sheet


def test_agenda_of_a_short_meeting_shares_out_minutes(client):
    starts = datetime(2031, 3, 4, 13, 30, tzinfo=UTC)
    found = meeting(network(), starts_at=starts, ends_at=starts + timedelta(minutes=24))
    minutes = re.findall(r"(\d+) minutes", sheet_of(client.get(found.get_absolute_url())))
    assert sum(map(int, minutes)) == 24
    assert "0" not in minutes


def test_agenda_gives_the_next_dates_of_all_groups(client):
    here, there = network(), network("Lichfield leads", "lichfield")
    found = meeting(here, days=9, place="Here")
    meeting(there, days=20, place="Library")
    meeting(there, days=25, place="Called off", status="cancelled")
    meeting(there, days=-3, place="Past")
    _, _, dates = sheet_of(client.get(found.get_absolute_url())).partition("Next dates")
    assert "Lichfield leads, Library" in dates
    for other in ("Called off", "Past", "Here"):
        assert other not in dates


def test_agenda_of_a_group_is_that_of_its_next_meeting(client):
    group = network()
    meeting(group, days=5, status="cancelled")
    coming = meeting(group, days=9)
    meeting(group, days=20)
    response = client.get("/networks/tamworth-leads/agenda/")
    assert (response.status_code, response.url) == (302, coming.get_absolute_url())


def test_agenda_of_a_group_without_a_date_is_on_a_theme_and_leaves_lines_for_it(client):
    network(sectors=["primary"], contact="leads@example.org")
    make_case_study("For colleges", sectors=["fe_skills"])
    assert "Choose a theme" in client.get("/networks/tamworth-leads/agenda/").text
    page = client.get("/networks/tamworth-leads/agenda/?topic=consent")
    assert "Tamworth leads" in sheet_of(page)
    assert 'Date <span class="blank">' in sheet_of(page)
    assert "leads@example.org" in sheet_of(page)
    assert "For colleges" not in page.text
    assert client.get("/networks/tamworth-leads/agenda/?topic=zz").status_code == 400


def test_group_that_has_ended_has_no_agenda(client):
    network(active=False)
    assert client.get("/networks/tamworth-leads/agenda/").status_code == 404


def test_agenda_asks_the_database_no_more_for_more_dates(client):
    def asked():
        client.get(found.get_absolute_url())  # the index takes in what is new
        with CaptureQueriesContext(connection) as queries:
            client.get(found.get_absolute_url())
        return len(queries)

    group = network()
    found = meeting(group)
    for make in (make_case_study, make_guidance):
        make()
    meeting(group, days=11)
    before = asked()
    for days in range(12, 16):
        meeting(group, days=days, notes="One\nTwo")
        for make in (make_case_study, make_guidance):
            make()
    assert asked() == before


def test_agenda_says_where_something_chosen_is_no_longer_in_force(client):
    chosen = make_resource("Old rules", topics=["police"], status="superseded", successor=make_resource("New rules"))
    found = meeting(network())
    found.to_discuss.add(Entry.objects.get(pk=chosen.pk))
    _, _, after = sheet_of(client.get(found.get_absolute_url())).partition("Old rules</a>")
    assert "Superseded" in after[:100]


def test_meeting_says_when_it_ends_and_how_to_come(client):
    group = network(contact="leads@example.org")
    starts = datetime(2031, 3, 4, 13, 30, tzinfo=UTC)
    meeting(group, starts_at=starts, ends_at=starts + timedelta(hours=2))
    found = group.meetings.get()
    page = client.get(found.get_absolute_url()).text
    assert "4 March 2031, 1:30pm to 3:30pm" in page
    assert "get the link to join, contact: leads@example.org" in page


def test_what_a_group_learnt_is_told_once_its_meeting_has_begun(client):
    group = network()
    for days, status, expected in ((9, "scheduled", 404), (-9, "scheduled", 200), (-8, "cancelled", 404)):
        found = meeting(group, days=days, status=status)
        address = reverse("inbox:learnt", args=[group.slug, found.pk])
        assert client.get(address).status_code == expected
        assert (address in client.get(found.get_absolute_url()).text) == (expected == 200)


def test_agenda_can_be_made_for_any_theme_without_a_meeting(client):
    make_case_study("A case", topics=["bullying"])
    assert "A case" in client.get("/networks/agenda/?topic=bullying&sector=primary").text
    assert client.get("/networks/agenda/?topic=zz").status_code == 400
    assert client.get("/networks/agenda/?sector=zz").status_code == 400
    assert client.get("/networks/agenda/?topic=bullying&sector=&district=").status_code == 200


def test_calendar_of_a_group_keeps_what_was_cancelled_for_thirty_days(client):
    found = network()
    meeting(found, days=9)
    meeting(found, days=-9, status="cancelled")
    meeting(found, days=-40)
    statuses = sorted(event["status"] for event in events(client.get("/networks/tamworth-leads/calendar.ics")))
    assert statuses == ["CANCELLED", "CONFIRMED"]


def test_calendar_of_all_groups_takes_a_district(client):
    meeting(network())
    meeting(network("Lichfield leads", "lichfield"))
    (event,) = events(client.get("/networks/calendar.ics?district=lichfield"))
    assert event["summary"] == "Lichfield leads: Consent"
    assert len(events(client.get("/networks/calendar.ics"))) == 2
    assert client.get("/networks/calendar.ics?district=zz").status_code == 400
    assert len(events(client.get("/networks/calendar.ics?district="))) == 2


def test_a_group_is_subscribed_to_in_any_calendar_and_meetings_of_one_day_are_told_apart(client):
    here = network()
    first = meeting(here)
    meeting(here, starts_at=first.starts_at + timedelta(hours=3), ends_at=first.starts_at + timedelta(hours=4))
    page = client.get("/networks/tamworth-leads/").text
    assert 'href="webcal://testserver/networks/tamworth-leads/calendar.ics"' in page
    for words in ("Outlook", "Google Calendar", "Apple Calendar", "Download the dates as a file"):
        assert words in page
    names = re.findall(r">Add<span[^>]*>([^<]+)</span> to calendar", page)
    assert len(set(names)) == len(names) == 2


def test_a_meeting_to_come_is_cancelled_before_it_is_deleted(client):
    found = meeting(network())
    sign_in(client, make_user("Administrator", is_superuser=True))
    addresses = [
        reverse("admin:networks_meeting_delete", args=[found.pk]),
        reverse("admin:networks_network_delete", args=[found.network_id]),
    ]
    for address in addresses:
        client.post(address, {"post": "yes"})
    assert Meeting.objects.exists()
    Meeting.objects.update(status="cancelled")
    client.post(addresses[0], {"post": "yes"})
    assert not Meeting.objects.exists()


def test_calendar_of_one_meeting_keeps_its_id_and_counts_its_changes(client):
    found = meeting(network())
    address = reverse("networks:meeting_calendar", args=["tamworth-leads", found.pk])
    (before,) = events(client.get(address))
    found.place = "Town hall"
    found.save()
    (after,) = events(client.get(address))
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)


def test_count_of_changes_goes_on_from_what_is_stored_when_an_older_copy_is_saved():
    found = meeting(network())
    older = Meeting.objects.get(pk=found.pk)
    for place in ("Town hall", "Library"):
        found.place = place
        found.save()
    older.save()
    assert older.sequence == 3
    older.save()
    assert older.sequence == 3


def test_meeting_is_not_found_under_another_group(client):
    found = meeting(network())
    network("Lichfield leads", "lichfield")
    assert client.get(f"/networks/lichfield-leads/{found.pk}/").status_code == 404
    assert client.get(f"/networks/tamworth-leads/{found.pk + 1}.ics").status_code == 404


def test_meeting_ends_after_it_starts_and_stands_once():
    found = meeting(network())
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            network=found.network, theme=found.theme, starts_at=found.starts_at, ends_at=found.ends_at
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.filter(pk=found.pk).update(ends_at=found.starts_at)


# For curators


@pytest.fixture
def editor(client):
    sign_in(client, make_user("Editor"))
    return client


def form_of(meeting, **values):
    local = timezone.localtime(meeting.starts_at)
    return {
        "network": meeting.network_id,
        "theme": meeting.theme_id,
        "starts_at_0": f"{local:%Y-%m-%d}",
        "starts_at_1": f"{local:%H:%M:%S}",
        "ends_at_0": f"{local:%Y-%m-%d}",
        "ends_at_1": "23:59:59",
        "status": "scheduled",
        "version": version_shown(meeting) if meeting.pk else "",
        **values,
    }


def test_notes_for_a_meeting_hold_nothing_about_a_child(editor):
    found = meeting(network())
    address = reverse("admin:networks_meeting_change", args=[found.pk])
    refused = editor.post(address, form_of(found, notes="Jake Smith, 12 March 2026: what next"))
    assert "Jake Smith" in refused.text
    assert refused.status_code == 200
    assert editor.post(address, form_of(found, notes="A new policy")).status_code == 302
    found.refresh_from_db()
    assert found.notes == "A new policy"
    found = Meeting.objects.get(pk=found.pk)
    both = form_of(found, notes="Guest: Jake Smith, 12 March 2026", looked_over="on")
    assert editor.post(address, both).status_code == 302


def test_editor_adds_a_meeting_with_the_lists_of_its_form(editor):
    group, chosen = network(), make_resource("Chosen")
    page = editor.get(reverse("admin:networks_meeting_add")).text
    theme = Topic.objects.get(code="consent")
    assert f'<option value="{theme.pk}">{theme}</option>' in page
    found = editor.get(
        reverse("admin:autocomplete"),
        {"app_label": "networks", "model_name": "meeting", "field_name": "to_discuss", "term": "Chosen"},
    ).json()
    assert [item["id"] for item in found["results"]] == [str(chosen.pk)]
    values = form_of(Meeting(network=group, theme=theme, starts_at=timezone.now() + timedelta(days=3)))
    answer = editor.post(reverse("admin:networks_meeting_add"), {**values, "to_discuss": [chosen.pk]})
    assert answer.status_code == 302
    assert [entry.title for entry in group.meetings.get().to_discuss.all()] == ["Chosen"]


def test_meetings_are_cancelled_and_never_deleted(editor):
    found = meeting(network())
    where = reverse("admin:networks_meeting_changelist")
    editor.post(where, {"action": "cancel", "_selected_action": [found.pk]})
    found.refresh_from_db()
    assert (found.status, found.sequence) == ("cancelled", 1)
    assert LogEntry.objects.get(object_id=found.pk).get_change_message() == "Cancelled."
    assert editor.post(reverse("admin:networks_meeting_delete", args=[found.pk])).status_code == 403


def test_form_that_was_open_while_a_meeting_was_cancelled_does_not_undo_that(editor):
    found = meeting(network())
    address, filled_in = reverse("admin:networks_meeting_change", args=[found.pk]), form_of(found, place="Library")
    editor.post(reverse("admin:networks_meeting_changelist"), {"action": "cancel", "_selected_action": [found.pk]})
    answer = editor.post(address, filled_in, follow=True)
    assert "While you had this open" in answer.text
    found.refresh_from_db()
    assert (found.is_cancelled, found.place) == (True, "Library")


def test_a_meeting_that_two_moved_is_asked_about_as_one_time(editor):
    found = meeting(network())
    address, filled_in = reverse("admin:networks_meeting_change", args=[found.pk]), form_of(found)
    editor.post(address, {**filled_in, "starts_at_1": "08:00:00"})
    answer = editor.post(address, {**filled_in, "ends_at_1": "22:00:00"})
    assert "Starts, ends: you both changed this" in answer.text
    assert f"{timezone.localtime(Meeting.objects.get(pk=found.pk).starts_at):%H:%M}" == "08:00"


def test_agendas_are_files_of_one_page(client):
    here = network()
    coming = meeting(here, title="Open matters", place="Town hall", notes="A new policy")
    case = make_case_study("A case", topics=["consent"], sectors=["primary"])
    file = File(client.get(f"/networks/tamworth-leads/{coming.pk}.pdf").content)
    assert file.problems() == []
    assert len(file.pdf.pages) == 1
    for words in ("Open matters: agenda", "Town hall", "A case", "A new policy", "Do not name a child"):
        assert words in file.text
    assert f"https://testserver{case.get_absolute_url()}" in file.opened
    assert f'/{coming.pk}.pdf"' in client.get(coming.get_absolute_url()).text


def test_agenda_for_a_theme_is_a_file_and_without_one_its_page_asks(client):
    network("Lichfield leads", "lichfield")
    for page in ("/networks/agenda/", "/networks/lichfield-leads/agenda/"):
        address = page.replace("agenda/", "agenda.pdf")
        assert f'{address}?topic=consent"' in client.get(f"{page}?topic=consent").text
        assert "agenda" in File(client.get(f"{address}?topic=consent").content).text
        assert client.get(f"{address}?topic=zz").headers["Location"] == f"{page}?topic=zz"
    assert client.get("/networks/nobody/agenda.pdf").status_code == 404
