"""Answers in fewer bytes: for whom, of what, and that their size tells nobody a secret."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from resourcebank.middleware import compression
from resourcebank.middleware.compression import KeptBody, takes_gzip

TEXT = "What a child says. " * 100
PLAIN = TEXT.encode()


def sent(response, takes="gzip", method="get"):
    request = getattr(RequestFactory(), method)("/", headers={"Accept-Encoding": takes} if takes else {})
    return compression.compression(lambda _: response)(request)


def is_compressed(response):
    return response.headers.get("Content-Encoding") == "gzip"


def test_who_takes_gzip_gets_the_same_in_fewer_bytes():
    for method in ("get", "head"):
        response = sent(HttpResponse(TEXT, headers={"ETag": '"a"'}), "gzip, deflate, br", method)
        assert gzip.decompress(response.content) == PLAIN
        assert response.headers["Content-Length"] == str(len(response.content))
        assert response.headers["ETag"] == 'W/"a"'  # other bytes
        assert response.headers["Vary"] == "Accept-Encoding"


def test_who_does_not_gets_it_as_it_is_and_caches_are_told_of_both():
    for takes in ("", "br", "gzip;q=0"):
        response = sent(HttpResponse(TEXT, headers={"ETag": '"a"'}), takes)
        assert (response.content, response.headers["ETag"]) == (PLAIN, '"a"')
        assert response.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("gzip", True),
        ("GZIP ; q=0.5", True),
        ("br, x-gzip", True),
        ("deflate, *", True),
        ("*;q=0.1, identity", False),
        ("identity;q=1, gzip;q=0.5", False),
        ("identity;q=0.5, gzip;q=0.5", True),
        ("gzip;q=0, *", False),
        ("gzip;q=0.000", False),
        ("gzip;q=much", False),
        ("gzip;q=", False),
        ("*;q=0", False),
        ("gzipped", False),
        ("", False),
        (",;,q=1;", False),
    ],
)
def test_weights_say_what_is_liked_better(header, takes):
    assert takes_gzip(header) == takes


@pytest.mark.parametrize(
    "response",
    [
        HttpResponse("Short."),
        HttpResponse(TEXT, content_type="application/pdf"),
        HttpResponse(TEXT, content_type="image/png"),
        HttpResponse(TEXT, headers={"Content-Encoding": "br"}),
        HttpResponse(TEXT, headers={"Cache-Control": "no-transform"}),
        HttpResponse(TEXT, status=206),
        HttpResponse(status=304),
    ],
    ids=["short", "pdf", "picture", "compressed", "not to be changed", "a part", "not modified"],
)
def test_what_gets_no_smaller_or_must_stay_is_left_alone(response):
    before = response.content
    answer = sent(response)
    assert answer.content == before
    assert "Vary" not in answer.headers


@pytest.mark.parametrize("content_type", ["application/json", "application/atom+xml", "text/calendar; charset=utf-8"])
def test_all_kinds_of_text_are_compressed(content_type):
    assert is_compressed(sent(HttpResponse(TEXT, content_type=content_type)))


def test_what_is_longer_afterwards_is_sent_as_it_is(monkeypatch):
    monkeypatch.setattr(compression.igzip, "compress", lambda plain, *_, **__: plain + b"longer")
    assert sent(HttpResponse(TEXT)).content == PLAIN


def test_a_stream_stays_one():
    response = sent(StreamingHttpResponse(iter([PLAIN, PLAIN]), content_type="text/csv"))
    assert response.streaming
    assert gzip.decompress(b"".join(response.streaming_content)) == PLAIN * 2
    assert "Content-Length" not in response.headers


def test_a_stream_that_is_compressed_already_keeps_its_length():
    length = {"Content-Length": str(len(PLAIN))}
    response = sent(StreamingHttpResponse(iter([PLAIN]), content_type="application/zip", headers=length))
    assert (b"".join(response.streaming_content), response.headers["Content-Length"]) == (PLAIN, str(len(PLAIN)))


def test_the_size_of_a_page_that_may_hold_a_secret_is_left_to_chance():
    sizes = {len(sent(HttpResponse(TEXT, headers={"Cache-Control": "private"})).content) for _ in range(50)}
    assert len(sizes) > 10
    sizes = {len(sent(HttpResponse(TEXT)).content) for _ in range(50)}  # nobody has said what it is
    assert len(sizes) > 10


def test_what_is_the_same_for_everybody_has_one_size():
    assert len({sent(HttpResponse(TEXT, headers={"Cache-Control": "public"})).content for _ in range(20)}) == 1


def kept(body, **headers):
    response = HttpResponse(body.plain, headers={"Cache-Control": "public", **headers})
    response.kept_body = body
    return response


def test_what_is_kept_is_compressed_well_and_once(monkeypatch):
    body, calls = KeptBody(PLAIN), []
    well = gzip.compress
    monkeypatch.setattr(compression.gzip, "compress", lambda *a, **k: calls.append(a) or well(*a, **k))
    assert {gzip.decompress(sent(kept(body)).content) for _ in range(3)} == {PLAIN}
    assert [level for _, level in calls] == [9]
    assert sent(kept(body), takes="").content == PLAIN


def test_what_was_changed_on_its_way_is_not_what_was_kept():
    response = kept(KeptBody(PLAIN))
    response.content += b"more"
    assert gzip.decompress(sent(response).content) == PLAIN + b"more"
