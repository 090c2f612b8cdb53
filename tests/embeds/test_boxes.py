"""What a box says: numbers first, for whoever reads a school's website, and nothing for adults only."""

import re

import pytest

from directory.taxonomy.models import Topic
from directory.topics.models import Hub
from tests.factories import make_contact, make_organisation, make_resource

pytestmark = pytest.mark.django_db

BOXES = ["/embed/topic/sharing-nudes/", "/embed/directory/tamworth/", "/embed/who-do-i-call/", "/embed/topic/zz/"]


def line(title, number, **values):
    return make_organisation(title, phone=number, **{"ages": (0, 18), **values})


@pytest.fixture(autouse=True)
def contacts():
    childline = make_organisation(
        "Childline",
        ages=(4, 18),
        contact_points=[{"channel": "phone", "value": "0800 1111", "audience": "children", "always_open": True}],
    )
    for need in ("band", "young_people"):
        make_contact(need, childline)
    make_contact("band", line("Front door", "0300 111 8007", districts=["tamworth"]))
    make_contact("front_door", line("Social care", "0300 111 8008", districts=["tamworth"]))
    make_contact("police", line("Our police", "101", ages=(0, 25)))
    make_contact("staff_advice", line("Advice line", "01785 895836"))
    make_contact("remove_image", make_resource("Report Remove", url="https://example.org/remove", ages=(8, 17)))
    make_contact("remove_image", make_resource("For grown women", url="https://example.org/adult", ages=(18, 25)))
    make_contact("young_people", line("Adults' line", "0808 802 9999", ages=(18, 25)))


@pytest.fixture
def hub():
    found = Hub.objects.create(topic=Topic.objects.get(code="sharing_nudes"), definition="Pictures.")
    for place, text in enumerate(["Tell the DSL.", "Call 999 if needed.", "Third.", "Fourth."]):
        found.steps.create(when="hour", text=text, order=place)
    return found


def headings(page):
    return re.findall(r"<h([1-6])", page)


@pytest.mark.parametrize("address", BOXES)
def test_a_box_is_a_small_page_of_its_own_that_is_not_indexed(client, address):
    page = client.get(address).text
    assert '<html lang="en-GB">' in page
    assert re.search(r"<title>\S.+ - Resource bank</title>", page)
    assert '<meta name="robots" content="noindex">' in page
    assert headings(page)[0] == "1"
    assert headings(page).count("1") == 1
    assert 'href="tel:999"' in page
    assert "You cannot report a concern here" in page
    assert "\N{EM DASH}" not in page


@pytest.mark.parametrize("address", BOXES)
def test_every_link_of_a_box_dials_or_opens_a_tab_that_learns_nothing(client, address):
    page = client.get(address).text
    links = re.findall(r"<a [^>]*>", page)
    assert links
    for link in links:
        dials = re.search(r'href="(tel|sms|mailto):', link)
        assert dials or 'target="_blank" rel="noopener noreferrer"' in link, link


def test_a_topic_tells_young_people_parents_and_staff_each_what_is_theirs(client, hub):
    page = client.get("/embed/topic/sharing-nudes/").text
    young, parents, staff = (
        page.split(f'id="{name}"')[1].partition("</section>")[0] for name in ("young", "parents", "staff")
    )
    assert "You are right to ask for help" in young
    assert re.findall(r'href="(tel:[^"]+|https:[^"]+)"', young) == ["tel:08001111", "https://example.org/remove"]
    assert "Do not look at, send on, save or delete the picture" in parents
    assert "01785895836" not in young + parents
    assert re.findall(r"<li>([^<]*)", staff.partition("</ol>")[0]) == ["Tell the DSL.", "Call ", "Third."]
    assert 'href="/topics/sharing-nudes/#now"' in staff


def test_the_police_are_never_named_without_the_condition_that_the_rules_give(client, hub):
    for topic in ("sharing-nudes", "sexual-harassment"):
        page = client.get(f"/embed/topic/{topic}/").text
        rows = re.findall(r'<li><strong class="number"><a href="tel:101">.*?</strong>(.*?)</p>', page, re.DOTALL)
        assert rows, topic
        assert all(re.search(r"if one of these is true|If it may be an assault", row) for row in rows), topic


@pytest.mark.parametrize("address", BOXES)
def test_no_box_names_a_service_that_is_for_adults_only(client, hub, address):
    page = client.get(address).text
    assert "Adults&#39; line" not in page
    assert "For grown women" not in page


def test_a_topic_without_first_steps_leads_to_its_page_and_has_numbers_all_the_same(client):
    page = client.get("/embed/topic/consent/").text
    assert 'href="/topics/consent/"' in page
    assert 'href="tel:08001111"' in page


def test_a_topic_that_became_part_of_another_leads_to_that_one(client):
    Topic.objects.filter(code="upskirting").update(merged_into=Topic.objects.get(code="sharing_nudes"), retired=True)
    response = client.get("/embed/topic/upskirting/")
    assert (response.status_code, response.headers["Location"]) == (301, "/embed/topic/sharing-nudes/")


@pytest.mark.parametrize(
    "address",
    ["/embed/topic/zz/", "/embed/directory/zz/", "/embed/directory/national/", "/embed/directory/tamworth/?year=ks5"],
)
def test_a_box_that_is_not_there_still_says_whom_to_call(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert 'href="tel:08001111"' in response.text
    assert 'href="tel:+443001118007"' in response.text


def test_a_directory_has_the_number_first_then_whose_it_is_its_ages_and_its_hours(client):
    page = client.get("/embed/directory/tamworth/").text
    row = re.search(r'<li id="organisation-\d+">.*?</li>', page, re.DOTALL)[0]
    words = " ".join(re.sub(r"<[^>]+>", " ", row).split())
    assert words.startswith("0800 1111 Childline Ages 4 to 18.")
    assert "Day and night, every day" in words


def test_a_directory_is_for_its_district_and_its_ages(client):
    line("Elsewhere", "01785 000001", districts=["lichfield"])
    line("For teenagers", "01785 000002", ages=(11, 18))
    everybody = client.get("/embed/directory/tamworth/").text
    infants = client.get("/embed/directory/tamworth/?year=ks1").text
    assert "Elsewhere" not in everybody
    assert "For teenagers" in everybody
    assert "For teenagers" not in infants


def test_a_directory_takes_the_year_groups_of_a_search_too(client):
    line("For teenagers", "01785 000002", ages=(11, 18))
    assert "For teenagers" not in client.get("/embed/directory/tamworth/?year=y5").text
    assert "For teenagers" in client.get("/embed/directory/tamworth/?year=y9&year=").text


def test_a_directory_for_a_year_that_is_not_known_says_so(client):
    page = client.get("/embed/directory/tamworth/?year=y99").text
    assert "<h1>This box cannot be shown</h1>" in page
    assert "We do not know the year group in its web address." in page
    assert "moved" not in page


def test_what_readers_cannot_see_is_in_no_box(client, hub):
    make_contact("band", make_organisation("Hidden", phone="01785 000003", published=False))
    for address in BOXES:
        assert "Hidden" not in client.get(address).text


@pytest.mark.parametrize("address", BOXES[:3])
def test_a_box_asks_the_database_as_much_for_many_organisations_as_for_few(
    client, hub, address, django_assert_max_num_queries
):
    client.get(address)
    for number in range(5):
        make_contact("band", line(f"Line {number}", f"01785 00001{number}", districts=["tamworth"]))
    with django_assert_max_num_queries(17):
        client.get(address)


def test_who_do_i_call_asks_nothing_itself_and_leads_to_the_page_that_does(client):
    page = client.get("/embed/who-do-i-call/").text
    assert "<form" not in page
    assert "<input" not in page
    assert 'href="/who-do-i-call/" target="_blank"' in page
    assert 'href="/get-help-now/#young" target="_blank"' in page
