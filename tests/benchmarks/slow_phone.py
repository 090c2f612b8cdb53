"""A first visit on a slow phone over a slow line, in a real browser: what the page feels like, in three figures.

The phone and its line are those of Lighthouse's mobile profile, applied by the browser as it does then: a processor
four times slower, and "slow 4G" (150 ms there and back, 1.6 Mbit/s), which it turns into 562 ms for each request and
nine tenths of the rate, as setting up connections is not slowed down.
"""

import json
import os
import statistics
import tempfile
from contextlib import contextmanager

from playwright.sync_api import sync_playwright

from tests import machine
from tests.benchmarks.mixed_journey import PLACES
from tests.faults.site import Site

VISITS = 5
PHONE = {
    "viewport": {"width": 412, "height": 823},
    "device_scale_factor": 1.75,
    "is_mobile": True,
    "has_touch": True,
    "locale": "en-GB",
    "extra_http_headers": {"X-Forwarded-Proto": "https"},
}
SLOWER = 4  # times
LATENCY = 150 * 3.75  # ms
DOWN, UP = 1.6e6 * 0.9 / 8, 750e3 * 0.9 / 8  # bytes a second
# Web Vitals' definitions: the last candidate for the largest paint; shifts that nobody caused (of so short a visit,
# all of them); the longest that somebody waited after a press or a key until the page showed something.
WATCH = """
window.seen = {lcp: 0, inp: 0, cls: 0};
function watch(type, note, more) {
  new PerformanceObserver(list => list.getEntries().forEach(note)).observe({type, buffered: true, ...more});
}
watch("largest-contentful-paint", entry => { seen.lcp = entry.startTime; });
watch("layout-shift", entry => { if (!entry.hadRecentInput) seen.cls += entry.value; });
watch("event", entry => { if (entry.interactionId) seen.inp = Math.max(seen.inp, entry.duration); },
      {durationThreshold: 16});
"""


def report():
    """Markdown; empty on a machine without Chromium."""
    if not machine.chromium():
        return ""
    lines = ["| page, and what is done there | LCP, s | INP, ms | CLS |", "| --- | --- | --- | --- |"]
    with phone() as (browser, address, entry, hub):
        for name, path, act in (
            ("home: type into the search", "/", typing),
            ("a search: open the filters", "/search/?q=consent", opening_filters),
            ("a hub: open what is folded", hub, unfolding),
            ("an entry: open what is folded", entry, unfolding),
        ):
            visits = [visit(browser, address + path, act) for _ in range(VISITS)]
            lcp, inp, shift = (statistics.median(seen[what] for seen in visits) for what in ("lcp", "inp", "cls"))
            lines.append(f"| {name} | {lcp / 1000:.2f} | {inp:.0f} | {shift:.4f} |")
    return f"\n## A first visit on a slow phone, median of {VISITS}\n\n" + "\n".join(lines) + "\n"


@contextmanager
def phone():
    """(browser, address of the site, path of an entry, path of a hub)"""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(f"sqlite:///{folder}/bank.sqlite3")
        site.prepare()
        site.start()
        sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
        browser = playwright.chromium.launch(executable_path=machine.chromium(), args=sandbox)
        try:
            entries, hubs = json.loads(site.manage("shell", "--no-imports", "-c", PLACES).splitlines()[-1])
            yield browser, f"http://localhost:{site.port}", entries[0], hubs[0]
        finally:
            browser.close()
            site.stop()


def visit(browser, address, act):
    """{"lcp": ms, "inp": ms, "cls": score}, with nothing in the browser's cache."""
    context = browser.new_context(**PHONE)
    page = context.new_page()
    page.add_init_script(WATCH)
    developer = context.new_cdp_session(page)
    developer.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    line = {"offline": False, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    developer.send("Network.enable")
    developer.send("Network.emulateNetworkConditions", line)
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    act(page)
    page.wait_for_timeout(1_000)
    seen = page.evaluate("seen")
    context.close()
    return seen


def typing(page):
    page.locator("main input[type=search]").first.press_sequentially("consent", delay=120)


def opening_filters(page):
    page.locator(".filters-fold > summary").tap()  # and no button of the form: its answer would be a second visit


def unfolding(page):
    page.locator("summary:visible").first.tap()


if __name__ == "__main__":
    print(report())
