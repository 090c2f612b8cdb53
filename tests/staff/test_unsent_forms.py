"""A session that ends while somebody types does not take what they typed."""

import re
import time
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.contrib.sessions.models import Session
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.staff.models import UnsentForm
from directory.staff.session_limits import LONGEST_SESSION, SIGNED_IN_AT
from directory.staff.unsent_forms import LONGEST, forget_unsent
from directory.taxonomy.models import Cost, Sector
from tests.factories import make_organisation, make_resource
from tests.people import make_user
from tests.signing_in import sign_in, sign_in_long_ago

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    user = make_user("Editor")
    sign_in(client, user)
    return user


def typed_into(client, entry, **typed):
    """The fields of the entry's form as a browser would send them, with what somebody typed."""
    form = client.get(address_of(entry)).context["adminform"].form
    values = {bound.html_name: bound.value() for bound in form if bound.value() not in (None, False)}
    return values | typed | {"_save": "Save"}


def address_of(entry):
    return f"/admin/resources/resource/{entry.pk}/change/"


def end_session():
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def sent_after_the_end(client, entry, **typed):
    """Post the form after two hours without a request. Returns where the person is led after signing in again."""
    data = typed_into(client, entry, **typed)
    end_session()
    response = client.post(address_of(entry), data)
    return response.headers["Location"]


def test_what_was_typed_is_there_after_signing_in_again_and_can_be_sent(client, editor):
    draft = make_resource("Draft", published=False)
    led_to = sent_after_the_end(client, draft, summary="What took an hour to write.")
    kept = UnsentForm.objects.get()
    assert led_to == f"/admin/login/?next=/admin/unsent/{kept.pk}/"
    assert Entry.objects.get(pk=draft.pk).summary != "What took an hour to write."
    sign_in(client, editor)
    page = client.get(f"/admin/unsent/{kept.pk}/")
    assert "What took an hour to write." in page.text
    hidden = re.findall(r'<input type="hidden" name="(.*?)" value="(.*?)">', page.text)
    data = {}
    for name, value in hidden:
        data.setdefault(name, []).append(value)
    client.post(kept.path, data)
    assert Entry.objects.get(pk=draft.pk).summary == "What took an hour to write."
    assert not UnsentForm.objects.exists()


def facts_on(page):
    """What a page says, as {name: text}."""
    return dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.text))


USERS = "/admin/auth/user/"


def chosen_in_a_list(client, people, **said):
    """Choose in the list of users what asks for a confirmation. Returns the page that asks to send it again."""
    data = {"action": "reset_second_factor", "_selected_action": [one.pk for one in people], "index": "0", **said}
    client.post(USERS, data)
    return client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/")


def test_what_was_chosen_in_a_list_is_said_before_it_is_sent_again(client):
    chosen, another = [make_user("Editor"), make_user("Curator")], make_user("Contributor")
    sign_in_long_ago(client, make_user("Administrator"))
    page = chosen_in_a_list(client, chosen, select_across="0")
    facts = facts_on(page)
    assert (facts["Page"], facts["Action"]) == (f"Users ({USERS})", "Reset the second factor")
    count, _, names = facts["Chosen"].partition(": ")
    assert (count, set(names.split(", "))) == ("2", {one.username for one in chosen})
    assert another.username not in page.text


def test_a_whole_list_that_was_chosen_is_said_to_be_whole(client):
    sign_in_long_ago(client, make_user("Administrator"))
    page = chosen_in_a_list(client, [make_user("Editor")], select_across="1")
    assert facts_on(page)["Chosen"] == "Everything in this list, on all of its pages"


def test_whoever_may_not_see_what_was_chosen_is_told_no_names(client, editor):
    curator = make_user("Curator")
    end_session()
    client.post(USERS, {"action": "reset_second_factor", "_selected_action": [curator.pk]})
    sign_in(client, editor)
    facts = facts_on(client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/"))
    assert facts == {"Page": USERS, "Chosen": "1", "Action": "reset_second_factor"}


def test_a_form_says_what_it_is_about(client, editor):
    draft = make_resource("Consent: what it is", published=False)
    sent_after_the_end(client, draft, title="Another title")
    sign_in(client, editor)
    facts = facts_on(client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/"))
    assert facts["Page"] == f"Resources ({address_of(draft)})"
    assert (facts["About"], facts["Title"]) == ("Consent: what it is", "Another title")


def test_what_was_chosen_in_a_form_is_said_in_words(client, editor):
    """Not as the ids and codes that the form sends: whoever sends it again must know what that does."""
    draft = make_resource("Consent", published=False)
    free, successor = Cost.objects.get(code="free"), make_resource("The new one")
    sectors = list(Sector.objects.filter(code__in=["primary", "secondary"]).order_by("code"))
    chosen = {"cost": free.pk, "sectors": [one.pk for one in sectors], "status": "closed", "successor": successor.pk}
    sent_after_the_end(client, draft, age_min="5", **chosen)
    sign_in(client, editor)
    page = client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/")
    said = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", page.text)
    assert {one for name, one in said if name == "Sectors"} == {str(one) for one in sectors}
    facts = facts_on(page)
    assert (facts["Cost"], facts["Successor"]) == (str(free), str(successor))
    assert facts["Status"] == dict(draft._meta.get_field("status").choices)["closed"]
    assert facts["Age min"] == "5"


def test_what_was_chosen_in_a_row_of_a_form_is_said_in_words(client, editor):
    own = make_organisation("Helper", phone="0300 000 0001", published=False)
    page = f"/admin/organisations/organisation/{own.pk}/change/"
    end_session()
    row = {"contact_points-0-channel": "in_person", "contact_points-0-age_from": "13", "contact_points-0-id": "77"}
    total = {"contact_points-TOTAL_FORMS": "1", "contact_points-INITIAL_FORMS": "0"}
    client.post(page, {"title": "Helper", "cost": "999999", "contact_points-0-always_open": "on", **row, **total})
    sign_in(client, editor)
    facts = facts_on(client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/"))
    assert facts["Contact points-0-channel"] == "In person"
    assert facts["Contact points-0-age from"] == "13"
    assert facts["Contact points-0-always open"] == "Yes"
    assert facts["Cost"] == "999999"  # nothing that there is
    assert "77" not in facts.values()


def test_whoever_may_not_see_a_form_is_told_no_names_of_what_was_chosen(client, editor):
    """The page of a user's account, which editors may not open."""
    own = make_user("Curator")
    end_session()
    group = Group.objects.get(name="Curator")
    client.post(f"{USERS}{own.pk}/change/", {"first_name": "A", "groups": [group.pk]})
    sign_in(client, editor)
    page = client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/")
    assert "Curator" not in facts_on(page).values()


def test_a_session_of_twelve_hours_keeps_it_too(client, editor):
    draft = make_resource("Draft", published=False)
    data = typed_into(client, draft, summary="Late at night.")
    session = client.session
    session[SIGNED_IN_AT] = time.time() - LONGEST_SESSION - 1
    session.save()
    client.post(address_of(draft), data)
    assert ["summary", "Late at night."] in UnsentForm.objects.get(user=editor).typed


def test_nobody_else_sees_it(client, editor):
    draft = make_resource("Draft", published=False)
    sent_after_the_end(client, draft, summary="Mine.")
    sign_in(client, make_user("Curator"))
    assert client.get(f"/admin/unsent/{UnsentForm.objects.get().pk}/").status_code == 404


def test_a_stranger_leaves_nothing_behind(client, db):
    client.cookies["sessionid"] = "madeup" * 5
    client.post("/admin/resources/resource/add/", {"title": "x"})
    assert not UnsentForm.objects.exists()


def test_whoever_signed_out_on_purpose_leaves_nothing_behind(client, editor):
    client.post("/admin/logout/")
    client.post("/admin/resources/resource/add/", {"title": "x"})
    assert not UnsentForm.objects.exists()


def test_a_password_on_a_page_about_something_else_is_not_kept(client, editor):
    end_session()
    client.post("/admin/auth/user/add/", {"username": "newbie", "password1": "secret", "usable_password": "true"})
    assert "secret" not in str(list(UnsentForm.objects.values_list("typed", flat=True)))


@pytest.mark.parametrize("path", ["/admin/password_change/", "/admin/second-factor/"])
def test_no_password_and_no_code_is_kept(client, editor, path):
    end_session()
    client.post(path, {"old_password": "secret", "code": "123456"})
    assert not UnsentForm.objects.exists()


def test_a_text_without_end_is_not_kept(client, editor):
    end_session()
    client.post("/admin/resources/resource/add/", {"title": "x" * (LONGEST + 1)})
    assert not UnsentForm.objects.exists()


def test_it_can_be_discarded_and_is_forgotten_after_a_day(client, editor):
    draft = make_resource("Draft", published=False)
    sent_after_the_end(client, draft, summary="Never mind.")
    sign_in(client, editor)
    kept = UnsentForm.objects.get()
    client.post(f"/admin/unsent/{kept.pk}/")
    assert not UnsentForm.objects.exists()
    sent_after_the_end(client, draft, summary="Never mind.")
    forget_unsent(timezone.now() + timedelta(hours=23))
    assert UnsentForm.objects.exists()
    forget_unsent(timezone.now() + timedelta(hours=25))
    assert not UnsentForm.objects.exists()
