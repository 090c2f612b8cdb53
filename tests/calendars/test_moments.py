"""What somebody types as a day and a time, in the nights when the clocks change."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from directory.calendars.moments import moment_of
from directory.catalogue.records.reading import record_of
from directory.exchange.columns.cells import rows_from_cell
from directory.networks.models import Meeting
from directory.owners.row_forms import DateForm
from directory.training.models import Course
from tests.factories import make_course
from tests.networks.test_views import meeting, network
from tests.people import make_user
from tests.signing_in import sign_in

FORWARD, BACK = date(2027, 3, 28), date(2027, 10, 31)
REFUSED = "There is no 01:30 on 28 March 2027."


def test_a_time_that_does_not_exist_is_refused_and_of_two_the_first_is_meant():
    with pytest.raises(ValidationError, match=REFUSED):
        moment_of(FORWARD, time(1, 30))
    assert moment_of(FORWARD, time(0, 59)).utcoffset() == timedelta(0)
    assert moment_of(FORWARD, time(2)).utcoffset() == timedelta(hours=1)
    assert moment_of(BACK, time(1, 30)).utcoffset() == timedelta(hours=1)
    assert moment_of(BACK, time(2)).utcoffset() == timedelta(0)


@pytest.mark.django_db
def test_a_file_is_refused_that_has_a_time_which_does_not_exist():
    with pytest.raises(ValidationError, match=REFUSED):
        rows_from_cell(Course, "sessions", "2027-03-28 01:30 | 2027-03-28 05:00 | Stafford")


@pytest.mark.django_db
def test_an_organisation_is_told_at_the_field():
    typed = {"sessions-0-day": "2027-03-28", "sessions-0-starts": "01:30", "sessions-0-ends": "05:00"}
    form = DateForm(typed | {"sessions-0-status": "scheduled"}, before=None, after=None, number=0)
    assert not form.is_valid()
    assert form.errors["starts"][0].startswith(REFUSED)


@pytest.mark.django_db
def test_curators_are_told_in_the_same_words(client):
    sign_in(client, make_user("Curator"))
    found, course = meeting(network()), make_course()
    for thing, prefix in ((found, ""), (course, "sessions-0-")):
        when = {f"{prefix}starts_at_0": "2027-03-28", f"{prefix}starts_at_1": "01:30"}
        when |= {f"{prefix}ends_at_0": "2027-03-28", f"{prefix}ends_at_1": "05:00"}
        when |= {"sessions-TOTAL_FORMS": "1", "sessions-INITIAL_FORMS": "0"} if prefix else {}
        label = thing._meta.label_lower.replace(".", "_")
        answer = client.post(reverse(f"admin:{label}_change", args=[thing.pk]), when)
        assert REFUSED in answer.text, label
    assert Meeting.objects.get().starts_at == found.starts_at
    assert record_of(course)["sessions"] == []
