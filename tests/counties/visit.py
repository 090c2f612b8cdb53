"""The journeys of readers through the bank of another county, in a process and a database of its own.

`visit` loads the county of COUNTY_FOLDER into an empty bank, asks for its pages, and writes what they said into a
file: {"loaded": {...}, "pages": {address: text}}.
"""

import json
import re
from pathlib import Path

from django.conf import settings
from django.test import Client

from directory.catalogue.models import Entry
from directory.exchange.starter_content.loading import load_content
from directory.exchange.starter_content.shapes import VOCABULARIES
from tests.typesetting.pdf_ua import File

ANSWERS = {"danger": "no", "what": "touching", "harmed": "10-12", "other": "13-15"}
HOMES = ("otter_vale", "mere_and_moor", "dunwell", "elsewhere", "not_known")
ALLEGATION = {**ANSWERS, "what": "allegation", "home": "otter_vale"}
ASKED = (
    *("/", "/opensearch.xml", "/site.webmanifest", "/api/openapi.json", "/api/oruk/services?page=2", "/robots.txt"),
    *("/search/?q=counselling+saltmere", "/search/?q=ZZ2", "/search/?q=counselling+near+fell", "/search/?q=fell+off"),
    *("/search/?q=help+in+farlow+cross", "/search/?q=ST16+counselling", "/search/?q=two+boys+shared+a+nude"),
    *("/search/?q=children%27s+social+care+wealds", "/embed/who-do-i-call/", "/embed/directory/mere_and_moor/"),
    *("/feeds/latest.atom", "/guidance/calendar.ics", "/static/css/county.css", "/about/", "/privacy/"),
)
SHEET = "/topics/sharing-nudes/incident-sheet.pdf?harmed=10-12&home=otter_vale"
PAPER = ("/topics/sharing-nudes.pdf", "/directory.pdf?district=dunwell", SHEET)
LINK = re.compile(r'href="(/[^"#?]*)"')
NOT_FOLLOWED = re.compile(r"/static/|/admin/|/list/|/lists/|.*\.(?:csv|xlsx|zip|ics|pdf|ico|png|json|webmanifest)$")
MOST = 16  # pages of one section, such as /topics/


def visit(file):
    for model in reversed(VOCABULARIES.values()):  # those of the county whose tests share the file
        model.objects.all().delete()
    loaded = load_content(folder=settings.BASE_DIR / "fixtures")
    pages = dict(visited(Client(headers={"host": "localhost"})))
    said = {"loaded": {name: counts.added for name, counts in loaded.items()}, "pages": pages}
    Path(file).write_text(json.dumps(said), encoding="utf-8")


def visited(client):
    for home in HOMES:
        yield f"who do i call: {home}", client.post("/who-do-i-call/", {**ANSWERS, "home": home}).text
    yield "who do i call: allegation", client.post("/who-do-i-call/", ALLEGATION).text
    Entry.objects.filter(slug__in=("front-door", "out-of-hours", "lado")).update(state="draft")
    yield "who do i call: nobody", client.post("/who-do-i-call/", {**ANSWERS, "home": "otter_vale"}).text
    yield "who do i call: no lado", client.post("/who-do-i-call/", ALLEGATION).text
    Entry.objects.filter(slug__in=("front-door", "out-of-hours", "lado")).update(state="published")
    for address in PAPER:
        file = File(client.get(address).content)
        yield address, f"{file.text}\n{file.pdf.open_metadata()}"
    yield from followed(client)


def followed(client):
    """What is asked for, and what it leads to."""
    waiting = list(ASKED)
    for address in waiting:
        answer = client.get(address, follow=True)
        text = b"".join(answer).decode(errors="replace")
        yield address, f"{answer.status_code} {text}"
        if answer.headers["Content-Type"].startswith("text/html"):
            for link in LINK.findall(text):
                if link not in waiting and not NOT_FOLLOWED.match(link) and has_room(link, waiting):
                    waiting.append(link)


def has_room(link, waiting):
    section = link.split("/")[1]
    return sum(address.split("/")[1].partition("?")[0] == section for address in waiting) < MOST
