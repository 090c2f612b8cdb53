"""How many presses something takes."""

import time


class CountedPage:
    """A page, and how many clicks, fields and seconds something took on it."""

    def __init__(self, page):
        self.page, self.count, self.began = page, 0, time.monotonic()

    def click(self, role, name, **options):
        self.page.get_by_role(role, name=name, **options).first.click()
        self.count += 1

    def send(self, name, **options):
        """Press a button that sends a form, and be on the page that follows: what it did is done by then."""
        with self.page.expect_navigation():
            self.click("button", name, **options)

    def fill(self, label, text):
        self.page.get_by_label(label, exact=True).first.fill(text)
        self.count += 1

    def tick(self, group, label):
        self.page.locator(group).get_by_label(label).first.check()
        self.count += 1

    def check(self, label):
        self.page.get_by_label(label).first.check()
        self.count += 1

    def choose(self, field, label):
        self.page.locator(field).select_option(label=label)
        self.count += 1

    def open_more(self):
        """The steps that an entry's form does not offer first, such as approving one's own work."""
        self.page.locator(".more-steps summary").click()
        self.count += 1

    def report(self, job):
        print(f"To {job}: {self.count} clicks and fields, {time.monotonic() - self.began:.1f} s by machine")
