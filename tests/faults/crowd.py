"""Readers, curators and people who start lists, all at once. Each notes what every request got, and when."""

import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import count

import httpx

WORD = count(1)
KEPT = "as they stood"  # what a page of before says at its top
PAGES = {
    "home": "/",
    "search": "/search/?q=sexting",
    "help": "/get-help-now/",
    "who do I call": "/who-do-i-call/",
    "entry": None,
    "hub": None,
    "machine": "/livez",
}


@dataclass
class Sample:
    who: str
    what: str
    at: float  # seconds since the crowd came
    took: float  # seconds
    got: str  # a status, "kept" for a page of before, or the name of an error


@dataclass
class Crowd:
    """`work` seconds of everybody's day. `entries` are addresses of public pages, `edited` of forms in the admin."""

    site: object
    cookies: list
    entries: list
    hubs: list
    edited: list
    samples: list = field(default_factory=list)
    acknowledged: list = field(default_factory=list)  # words whose saving was answered with "saved"
    denied: list = field(default_factory=list)  # words whose saving was answered with "nothing was saved"
    lists: list = field(default_factory=list)  # addresses of lists that were started and given

    def __enter__(self):
        self.began, self.over = time.monotonic(), threading.Event()
        people = [*[self.read] * 4, *[self.curate] * len(self.cookies), self.starter]
        cookies = iter(zip(self.cookies, self.edited, strict=False))
        self.threads = [
            threading.Thread(target=self.keep_on, args=(work, *(next(cookies) if work == self.curate else ())))
            for work in people
        ]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join()

    def keep_on(self, work, *given):
        with self.site.client() as client:
            while not self.over.is_set():
                try:
                    work(client, *given)
                except httpx.HTTPError as error:
                    self.note(work.__name__, "", time.monotonic(), type(error).__name__)
                time.sleep(0.05)

    def note(self, who, what, began, got):
        now = time.monotonic()
        self.samples.append(Sample(who, what, began - self.began, now - began, got))

    def asked(self, client, who, what, method, path, **options):
        began = time.monotonic()
        try:
            answer = client.request(method, path, **options)
        except httpx.HTTPError as error:
            self.note(who, what, began, type(error).__name__)
            return None
        self.note(who, what, began, came(answer))
        return answer

    def read(self, client):
        what = random.choice(list(PAGES))
        path = PAGES[what] or random.choice(self.entries if what == "entry" else self.hubs)
        answer = self.asked(client, "reader", what, "GET", path)
        if answer is not None and answer.status_code == 200 and what in {"help", "who do I call"}:
            assert "999" in answer.text

    def curate(self, client, cookie, path):
        headers = {"Cookie": cookie}
        form = self.asked(client, "curator", "form", "GET", path, headers=headers)
        if form is None or form.status_code != 200:
            return
        fields = fields_of(form.text)
        word = f"wort{next(WORD)}{random.randrange(10**6)}"
        fields["summary"] = re.sub(r" wort\d+", "", fields["summary"]) + f" {word}"
        headers["Cookie"] += "".join(f"; {name}={value}" for name, value in form.cookies.items())
        answer = self.asked(
            client, "curator", "save", "POST", path, data={**fields, "_save": "Save"}, headers=headers
        )
        if answer is not None and answer.status_code == 302:
            self.acknowledged.append(word)
        elif answer is not None and re.search(r"[Nn]othing (has been|was|could be) (changed|saved)", answer.text):
            self.denied.append(word)

    def starter(self, client):
        path = random.choice(self.entries)
        page = self.asked(client, "starter", "entry", "GET", path)
        found = page is not None and re.search(r"/list/add/\?entry=(\d+)", page.text)
        if not found:
            return
        form = self.asked(client, "starter", "form", "GET", f"/list/add/?entry={found[1]}")
        if form is None or form.status_code != 200:
            return
        fields = fields_of(form.text, action="/list/add/")
        answer = self.asked(client, "starter", "start", "POST", "/list/add/", data=fields)
        if answer is not None and answer.status_code == 302:
            self.lists.append(answer.headers["Location"])

    def table(self, who, since=0, until=float("inf")):
        """How often each thing was got: a Counter."""
        return Counter(sample.got for sample in self.samples if sample.who == who and since <= sample.at < until)

    def longest(self, who, since=0, until=float("inf")):
        return max((s.took for s in self.samples if s.who == who and since <= s.at < until), default=0)


def came(answer):
    if KEPT in answer.text:
        return "kept"
    if answer.status_code == 503 and "Retry-After" not in answer.headers:
        return "503 without Retry-After"
    return str(answer.status_code)


class Fields(HTMLParser):
    """The fields of a form, as a browser would send them."""

    def __init__(self, action):
        super().__init__()
        self.action, self.inside, self.found, self.area, self.select = action, action is None, [], None, None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = self.action is None or given.get("action", "").startswith(self.action)
        if not self.inside or not (given.get("name") or tag == "option"):
            return
        kind = given.get("type", "text")
        if tag == "input" and kind not in {"submit", "button", "file", "image"}:
            if kind not in {"checkbox", "radio"} or "checked" in given:
                self.found.append((given["name"], given.get("value") or ("on" if kind == "checkbox" else "")))
        elif tag == "textarea":
            self.area = [given["name"], ""]
        elif tag == "select":
            self.select = given["name"]
        elif tag == "option" and self.select and "selected" in given:
            self.found.append((self.select, given.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.found.append((self.area[0], self.area[1].removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form" and self.action is not None:
            self.inside = False


def fields_of(html, action=None):
    parser = Fields(action)
    parser.feed(html)
    fields = {}
    for name, value in parser.found:
        fields.setdefault(name, []).append(value)
    return {name: values if len(values) > 1 else values[0] for name, values in fields.items()}
