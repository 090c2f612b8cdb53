"""Styles are asked for before the page is there, and nothing else is."""

import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from resourcebank.middleware.styles_ahead import styles_ahead


def said_of(response):
    return styles_ahead(lambda request: response)(RequestFactory().get("/")).headers.get("Link")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/search/?q=consent", "/get-help-now/", "/embed/who-do-i-call/", "/nowhere/"])
def test_a_page_names_each_of_its_stylesheets_in_its_header(client, path):
    for _ in range(2):  # made, and shown again
        response = client.get(path)
        named = re.findall(r'rel="stylesheet" href="([^"]+)"', response.text)
        assert named
        assert response.headers["Link"] == ", ".join(f"<{one}>; rel=preload; as=style" for one in named)


@pytest.mark.django_db
def test_a_part_of_a_page_and_what_is_no_page_name_none(client):
    assert "Link" not in client.get("/search/?q=consent", headers={"HX-Request": "true"}).headers
    assert "Link" not in client.get("/robots.txt").headers


@pytest.mark.parametrize(
    "link", ['<link rel="stylesheet" href="/print.css" media="print">', '<link rel="icon" href="/favicon.svg">']
)
def test_what_a_page_does_not_need_at_once_is_not_asked_for(link):
    assert said_of(HttpResponse(f"<head>{link}</head>")) is None


def test_a_page_that_comes_in_pieces_is_left_alone():
    assert said_of(StreamingHttpResponse(['<link rel="stylesheet" href="/site.css">'])) is None
