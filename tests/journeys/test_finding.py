"""What readers come for, in a real browser, on the starter content."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def search(page, bank):
    def open_search(query=""):
        page.goto(f"{bank}/search/{query}")
        return page

    return open_search


def heading(page):
    return page.get_by_role("heading", level=1)


def total(page):
    return int(re.match(r"[\d,]+", heading(page).inner_text())[0].replace(",", ""))


def open_group(page, name):
    page.locator("summary", has_text=re.compile(f"^{name}$")).click()


def test_a_pshe_lead_finds_a_lesson_for_year_5_in_a_special_school(page, bank):
    page.goto(bank)
    page.locator("#q").fill("consent")
    page.locator("#q").press("Enter")
    page.get_by_label(re.compile("^Year group")).select_option("y5")
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    expect(page).to_have_url(re.compile("year=y5"))
    expect(page).to_have_url(re.compile("sector=special"))
    expect(heading(page)).to_contain_text("consent")
    page.get_by_role("link", name=re.compile("PANTS resources for pupils with SEND")).first.click()
    expect(heading(page)).to_contain_text("PANTS")
    expect(page.get_by_role("link", name=re.compile("Go to .*nspcc"))).to_be_visible()


def test_a_safeguarding_lead_finds_who_helps_a_14_year_old_in_tamworth(page, bank):
    page.goto(f"{bank}/organisations/")
    page.get_by_role("spinbutton", name="Age").fill("14")
    page.get_by_role("checkbox", name=re.compile("^Tamworth")).check()  # its group is open, as is that of help
    page.get_by_role("checkbox", name=re.compile("^Help for children and young people who have been")).check()
    expect(page).to_have_url(re.compile("age=14.*district=tamworth.*help=victims"))
    expect(page.locator("article h2", has_text="Revenge Porn Helpline")).to_have_count(0)
    number = page.locator('article a[href^="tel:"]').first
    expect(number).to_be_visible()


def test_a_headteacher_reads_what_another_school_did(page, bank):
    page.goto(bank)
    page.get_by_role("navigation").get_by_role("link", name="Case studies").click()
    page.get_by_role("link", name=re.compile("^Keeping two pupils safe")).click()
    for part in ("What was done", "Lessons", "Questions for governors"):
        expect(page.get_by_role("heading", name=part)).to_be_visible()


def test_a_safeguarding_lead_finds_a_free_course_for_her_deputies(page, bank):
    page.goto(f"{bank}/training/?cost=free&audience=dsl")
    assert total(page) > 0
    page.locator("article h2 a").first.click()
    expect(page.get_by_text("Free").first).to_be_visible()


def test_filters_apply_at_once_and_keep_focus_and_scroll(search):
    page = search("?q=consent")
    before = total(page)
    box = page.get_by_role("checkbox", name=re.compile("^Special school"))
    box.scroll_into_view_if_needed()
    place = box.bounding_box()["y"]
    box.focus()
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("sector=special"))
    expect(heading(page)).not_to_contain_text(f"{before} results")
    assert page.evaluate("document.activeElement.value") == "special"
    assert abs(box.bounding_box()["y"] - place) < 2  # pixels: what is looked at stays where it is
    expect(page.get_by_role("link", name=re.compile("Remove.*Special school"))).to_be_visible()


def test_live_counts_are_those_of_a_whole_page(search):
    page = search()
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    expect(page).to_have_url(re.compile("sector=special"))
    expect(page.get_by_role("link", name=re.compile("Remove.*Special school"))).to_be_visible()
    live = page.locator(".n").all_inner_texts()
    page.reload()
    assert page.locator(".n").all_inner_texts() == live


def test_back_brings_the_earlier_list_and_its_boxes_back(search):
    page = search("?q=consent")
    before = heading(page).inner_text()
    box = page.get_by_role("checkbox", name=re.compile("^Special school"))
    box.check()
    expect(heading(page)).not_to_have_text(before)
    page.go_back()
    expect(heading(page)).to_have_text(before)
    expect(box).not_to_be_checked()


def test_a_new_total_is_announced(search):
    page = search("?q=consent")
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    expect(page.get_by_role("status").filter(has_text="result")).to_contain_text(re.compile(r"\d+ result"))


def test_a_chip_takes_its_filter_away(search):
    page = search("?q=consent&sector=special&age=9")
    page.get_by_role("link", name=re.compile("Remove.*Special school")).click()
    expect(page).to_have_url(re.compile(r"\?q=consent&age=9$"))
    expect(page.get_by_role("checkbox", name=re.compile("^Special school"))).not_to_be_checked()


def test_an_empty_list_offers_a_way_back_and_help(search):
    page = search("?q=upskirting&age=0&kind=training")
    expect(heading(page)).to_contain_text("0 results")
    expect(page.get_by_role("main").get_by_text("0800 1111")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name=re.compile("^Remove: ")).first.click()
    expect(heading(page)).to_have_text(re.compile(r"^[1-9][\d,]* results?\b"))


def test_a_failing_server_falls_back_to_a_whole_page(search, context):
    page = search()
    page.route(re.compile("sector=special"), lambda route: route.abort() if is_live(route) else route.continue_())
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    expect(page).to_have_url(re.compile("sector=special"))
    expect(page.get_by_role("link", name=re.compile("Remove.*Special school"))).to_be_visible()
    context.complaints.clear()


def is_live(route):
    return route.request.headers.get("hx-request") == "true"


def test_nothing_is_stored_on_the_readers_device(page, bank):
    for path in ("/", "/search/?q=consent", "/organisations/", "/get-help-now/"):
        page.goto(bank + path)
    page.goto(f"{bank}/search/?q=consent")
    page.get_by_role("checkbox", name=re.compile("^Special school")).check()
    expect(page).to_have_url(re.compile("sector=special"))
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize(("query", "chosen"), [("", "y5"), ("&year=y6", "y5"), ("&year=y6", "")])
def test_a_filter_changed_before_the_script_arrived_is_not_lost(page, bank, query, chosen):
    """Otherwise the filters would say Year 5 beside a list for another age."""
    held = []
    page.route(re.compile(r"/js/search.*\.js"), lambda route: held.append(route))
    page.goto(f"{bank}/search/?q=consent{query}", wait_until="commit")
    page.locator("#year").select_option(chosen)
    page.wait_for_function("document.readyState !== 'loading'")
    while not held:  # the browser may have read all of the page, and we not yet what it asked for
        page.wait_for_timeout(20)
    held[0].continue_()
    expect(page).to_have_url(f"{bank}/search/?q=consent" + (f"&year={chosen}" if chosen else ""))


# On a phone


NEVER_SEEN = 0.02  # a header that is shown in two pieces moves by 0.007; filters that open, by 0.25
MOVED = """
    window.moved = 0;
    new PerformanceObserver((list) => {
        for (const shift of list.getEntries()) if (!shift.hadRecentInput) window.moved += shift.value;
    }).observe({type: "layout-shift", buffered: true});
"""


@pytest.fixture
def phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(MOVED)
    return page


@pytest.mark.parametrize("path", ["/search/?q=consent&year=y5", "/lessons/", "/training/", "/organisations/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_once_it_is_seen(phone, bank, path, width):
    phone.set_viewport_size({"width": width, "height": 844})
    phone.goto(bank + path)
    expect(phone.locator(".filters.live")).to_be_attached()  # all scripts have run
    assert phone.evaluate("window.moved") < NEVER_SEEN


@pytest.mark.parametrize(
    "path", ["/lessons/", "/guidance/", "/training/", "/case-studies/", "/search/?q=consent+year+5"]
)
def test_the_first_screen_of_a_phone_has_a_result(phone, bank, path):
    phone.goto(bank + path)
    expect(phone.locator("#results article h2").first).to_be_in_viewport()


def test_the_first_screen_of_a_phone_has_a_number_to_call_where_something_has_happened(phone, bank):
    phone.goto(f"{bank}/search/?q=two Year 8 boys shared a nude of a girl in Year 9")
    expect(phone.locator(".first-call a").first).to_be_in_viewport(ratio=1)


def test_filters_on_a_phone_are_a_button_and_end_in_one_that_leads_to_what_is_left(phone, bank):
    phone.goto(f"{bank}/search/?q=consent")
    phone.locator("summary", has_text="Narrow down").click()
    expect(phone.locator("#sector-special")).to_be_hidden()  # long groups are closed
    phone.get_by_role("checkbox", name=re.compile("^Lessons and materials")).check()
    expect(phone).to_have_url(re.compile("kind=lessons"))
    phone.get_by_role("button", name=f"Show {total(phone)} results").click()
    expect(phone.locator("#results")).to_be_focused()
    expect(phone.locator("#kind-lessons")).to_be_hidden()
    expect(phone.locator("#results article h2").first).to_be_in_viewport()


def test_that_button_searches_where_other_words_have_been_typed(phone, bank):
    phone.goto(f"{bank}/search/?q=consent")
    phone.locator("#q").fill("upskirting")
    phone.locator("summary", has_text="Narrow down").click()
    phone.get_by_role("button", name=re.compile("^Show .* results")).click()
    expect(phone).to_have_url(re.compile("q=upskirting"))
    expect(heading(phone)).to_contain_text("upskirting")
