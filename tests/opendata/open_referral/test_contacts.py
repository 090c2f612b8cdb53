"""How an organisation is reached: what another directory is told is what the public page shows."""

import pytest

from directory.opendata.open_referral.contacts import contact_of, phone_of, place_of, schedules_of, service_schedules
from directory.organisations.contact_points import ContactPoint
from directory.organisations.models import Organisation
from directory.organisations.times_of_the_week import MIDNIGHT


@pytest.fixture
def entry():
    return Organisation(title="Harbour", scope="local")


def point(channel="phone", value="+441785222000", **values):
    return ContactPoint(channel=channel, value=value, **values)


def times(schedule):
    return tuple(schedule.get(name) for name in ("byday", "opens_at", "closes_at"))


def test_a_number_is_written_as_people_here_write_it_with_its_extension_apart(entry):
    phone = phone_of(entry, point(extension="12", name="Front desk", age_from=11, note="Choose option 2"))
    assert (phone["number"], phone["extension"], phone["type"]) == ("01785 222000", "12", "voice")
    assert phone["description"] == "Front desk. From age 11. Choose option 2"
    assert phone_of(entry, point(value="+448001111"))["number"] == "0800 1111"


def test_what_is_for_adults_or_for_staff_says_so_with_the_number(entry):
    assert phone_of(entry, point(audience="school_staff"))["description"] == "School and college staff"
    assert phone_of(entry, point(age_from=18))["description"] == "From age 18"


@pytest.mark.parametrize(
    ("channel", "value", "type_"),
    [("phone", "999", "voice"), ("text", "85258", "text"), ("phone", "18000", "textphone")],
)
def test_a_number_to_text_is_told_from_one_to_ring_and_from_text_relay(entry, channel, value, type_):
    assert phone_of(entry, point(channel, value))["type"] == type_


def test_day_and_night_is_every_day_from_midnight_to_the_last_minute(entry):
    (schedule,) = schedules_of(entry, point(always_open=True))
    assert times(schedule) == ("MO,TU,WE,TH,FR,SA,SU", "00:00", "23:59")
    assert schedule["freq"] == "WEEKLY"


def test_times_are_those_of_the_clock_in_england_summer_and_winter(entry):
    found = schedules_of(entry, point(opening_times="Mon-Thu 08:00-17:30; Fri 08:00-16:30", bank_holidays="closed"))
    assert [times(schedule) for schedule in found] == [("MO,TU,WE,TH", "08:00", "17:30"), ("FR", "08:00", "16:30")]
    assert found[0]["notes"] == "01785 222000. By the clock in England. Closed on bank holidays"


def test_a_night_is_two_times_and_ends_at_the_last_minute(entry):
    found = schedules_of(entry, point(opening_times="Fri 20:00-24:00; Sat 00:00-02:00"))
    assert MIDNIGHT == 24 * 60
    assert [times(schedule) for schedule in found] == [("FR", "20:00", "23:59"), ("SA", "00:00", "02:00")]


def test_hours_that_are_only_words_stay_words(entry):
    (schedule,) = schedules_of(entry, point(hours_note="Weekdays in term time"))
    assert (schedule["description"], times(schedule)) == ("Weekdays in term time", (None, None, None))
    assert schedules_of(entry, point()) == []


def test_each_number_has_its_own_hours_and_no_other_way_of_contact_lends_it_any(entry):
    day = point(opening_times="Mon 09:00-17:00")
    chat = point("form", "https://harbour.example.org/chat", always_open=True)
    unknown = point(value="+441785222001")
    assert "schedules" not in phone_of(entry, unknown)
    assert [times(one) for one in service_schedules(entry, [chat, unknown, day])] == [("MO", "09:00", "17:00")]
    assert [times(one)[1:] for one in service_schedules(entry, [chat])] == [("00:00", "23:59")]


def test_a_contact_has_the_name_of_the_line_or_of_the_organisation(entry):
    assert contact_of(entry, point(name="Out of hours"))["name"] == "Out of hours"
    assert contact_of(entry, point("email", "a@example.org")) | {"id": ""} == {
        "id": "",
        "service_id": contact_of(entry, point())["service_id"],
        "name": "Harbour",
        "email": "a@example.org",
    }
    chat = contact_of(entry, point("form", "https://harbour.example.org/chat", audience="children"))
    assert (chat["x_staffs_web_address"], chat["x_staffs_about"]) == (
        "https://harbour.example.org/chat",
        "Children and young people",
    )


def test_a_place_of_the_county_is_an_address_and_any_other_is_words(entry):
    place = place_of(entry, point("in_person", "1 Market Square, Stafford, ST16 2LH"))
    (address,) = place["location"]["addresses"]
    assert {name: address[name] for name in ("address_1", "city", "postal_code", "country", "state_province")} == {
        "address_1": "1 Market Square",
        "city": "Stafford",
        "postal_code": "ST16 2LH",
        "country": "GB",
        "state_province": "Staffordshire",
    }
    assert "addresses" not in place_of(entry, point("in_person", "The old town hall"))["location"]
    entry.scope = "national"
    assert "addresses" not in place_of(entry, point("in_person", "1 Market Square, York, YO1 7HH"))["location"]


def test_identifiers_stay_whatever_is_said_of_a_number_and_differ_between_organisations(entry):
    first, renamed = phone_of(entry, point()), phone_of(entry, point(name="Front desk", note="New", pk=7))
    assert first["id"] == renamed["id"]
    assert first["id"] != phone_of(Organisation(title="Other"), point())["id"]
    assert len({phone_of(entry, point())["id"], contact_of(entry, point())["id"], first["service_id"]}) == 3
