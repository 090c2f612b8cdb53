"""Hostile strings in every parameter of every page that anybody may open: an answer in words, never our own error."""

from itertools import cycle, islice

import pytest

from tests.addresses import prepare
from tests.hostile import hostile_strings
from tests.quick import fewer

pytestmark = [pytest.mark.django_db, pytest.mark.once]
EACH = fewer(8, usual=3)  # strings for each parameter, others for each
ADDRESSES = {
    "/": ("sector", "age", "year", "ability", "district"),
    "/my-setting/": ("sector", "youngest", "oldest", "ability", "district"),
    "/lessons/finder/": ("topic", "year", "ability", "type", "length", "sector", "age"),
    "/topics/": ("sector", "age"),
    "/topics/consent/": ("sector", "age", "year"),
    "/case-studies/compare/": ("case",),
    "/guidance/timeline/": ("sector",),
    "/guidance/checklist/": ("district",),
    "/guidance/calendar.ics": ("sector", "age"),
    "/governors/": ("sector",),
    "/governors/pack/": ("ask", "area", "sector"),
    "/networks/": ("district", "sector"),
    "/networks/agenda/": ("topic", "sector"),
    "/networks/tamworth/agenda/": ("topic",),
    "/networks/calendar.ics": ("district",),
    "/training/calendar.ics": ("cost", "mode", "q"),
    "/feeds/latest.atom": ("sector", "q", "page"),
    "/feeds/guidance.rss": ("age",),
    "/list/": ("list",),
    "/list/add/": ("entry",),
    "/directory/": ("help", "district"),
    "/directory.pdf": ("help", "sector"),
    "/governors/pack.pdf": ("ask", "area"),
    "/networks/agenda.pdf": ("topic",),
    "/topics/sharing-nudes.pdf": ("age",),
    "/topics/sharing-nudes/incident-sheet.pdf": ("harmed", "when"),
    "/map/": ("by", "and", "layer", "topic", "sector"),
    "/map/gap/": ("layer", "topic", "year"),
    "/map.csv": ("by",),
    "/impact/": ("from", "to"),
    "/impact/report.csv": ("from", "to"),
}


@pytest.mark.usefixtures("starter_content")
def test_no_string_in_an_address_breaks_a_page(client):
    prepare()
    strings, wrong = cycle(hostile_strings()), []
    for address, names in ADDRESSES.items():
        for name in names:
            for text in islice(strings, EACH):
                answer = client.get(address, {name: text})
                if answer.status_code not in (200, 302, 400, 404) or is_run(answer):
                    wrong.append((address, name, ascii(text), answer.status_code))
    assert wrong == []


def is_run(answer):
    """Whether a browser would take what was sent for a script; it does not in a plain text."""
    return answer.headers["Content-Type"].startswith("text/html") and b"<script>alert" in answer.content


def test_no_string_in_a_path_breaks_a_page(client):
    wrong = []
    for text in hostile_strings()[::10]:
        for path in (
            "/topics/{}/",
            "/topics/{}.pdf",
            "/networks/{}/",
            "/list/{}/",
            "/list/{}/pack.pdf",
            "/feeds/{}.atom",
        ):
            answer = client.get(path.format(text.replace("/", "-").replace("?", "-").replace("#", "-")))
            if answer.status_code not in (301, 302, 400, 404):
                wrong.append((path, ascii(text), answer.status_code))
    assert wrong == []


def test_no_answer_breaks_who_to_call(client):
    for text in hostile_strings()[::5]:
        right = {"danger": "no", "what": "image", "harmed": "13-15", "other": "not_known", "home": "tamworth"}
        for name in right:
            answers = {**right, name: text}
            assert client.post("/who-do-i-call/", answers).status_code == 400, ascii(text)
