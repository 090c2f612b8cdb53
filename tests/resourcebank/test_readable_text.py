"""What says that it is no text, or text that takes minutes to read, is read as UTF-8 like all else."""

import io
from urllib.parse import quote

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.test import RequestFactory

from resourcebank.readable_text import readable_text

CHARSETS = ["hex", "idna", "punycode", "undefined", "zlib", "rot13", "base64", "utf-7", "latin-1", '"hex"']
WAYS = ["; charset={}", ";CHARSET = {}", "; a=b; charset={}; boundary=y", "; charset*=utf-8''{}"]
FORM = '--x\r\nContent-Disposition: form-data; name="words"\r\n\r\né-\r\n--x--\r\n'.encode()


def read(kind, body=b""):
    """The request that Django makes of what came, through our door."""
    environ = RequestFactory().post("/suggest/").environ
    environ |= {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    environ["QUERY_STRING"] = f"q={quote('é')}"
    return readable_text(lambda environ, _: WSGIRequest(environ))(environ, None)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_that_is_none_changes_nothing(charset, way):
    assert read(f"text/plain{way.format(charset)}").GET["q"] == "é"
    assert read(f"multipart/form-data; boundary=x{way.format(charset)}".replace("boundary=y", ""), FORM).POST == {
        "words": ["é-"]
    }
