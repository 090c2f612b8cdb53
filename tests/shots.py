"""Takes screenshots of every public page at two widths, into shots/: python -m tests.shots [--readme]"""

import io
import os
import sys
import tempfile
from pathlib import Path

from tests import machine

WIDTHS = {"wide": 1280, "narrow": 390}
# (page, width) -> the picture of it in the README.
README = {
    ("home", "wide"): "home",
    ("search, a sentence", "wide"): "sentence",
    ("lesson finder, a topic", "wide"): "lessons",
    ("provision map", "wide"): "map",
    ("plan, to read", "wide"): "plan",
    ("topic hub", "narrow"): "hub-on-a-phone",
}


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TEST_DATABASE_URL"] = f"sqlite:///{Path(folder) / 'shots.sqlite3'}"
        import django

        django.setup()
        take(machine.chromium() or sys.exit("Screenshots need Chromium: install chromium."))


def take(chromium):
    from django.core.management import call_command
    from django.test.testcases import LiveServerThread
    from playwright.sync_api import sync_playwright

    from tests.addresses import PUBLIC, prepare

    call_command("migrate", verbosity=0)
    call_command("load_content", verbosity=0, stdout=io.StringIO())
    prepare()
    with sync_playwright() as playwright, serving(LiveServerThread) as site:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"] * (not os.geteuid()))
        for width_name, width in WIDTHS.items():
            page = browser.new_page(viewport={"width": width, "height": 900}, locale="en-GB")
            for name, address in PUBLIC.items():
                page.goto(site + address)
                path = machine.ROOT / "shots" / width_name / f"{name}.png"
                page.screenshot(path=path, full_page=True)
                if "--readme" in sys.argv and (picture := README.get((name, width_name))):
                    page.screenshot(path=machine.ROOT / "docs" / "pictures" / f"{picture}.png")
        browser.close()
    print(f"{len(PUBLIC) * len(WIDTHS)} screenshots are in shots/")


class serving:  # noqa: N801 (it reads as a verb where it is used)
    """The site on a free port while the block runs."""

    def __init__(self, thread):
        from django.contrib.staticfiles.handlers import StaticFilesHandler

        self.thread = thread("127.0.0.1", StaticFilesHandler)

    def __enter__(self):
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        return f"http://127.0.0.1:{self.thread.port}"

    def __exit__(self, *error):
        self.thread.terminate()


if __name__ == "__main__":
    main()
