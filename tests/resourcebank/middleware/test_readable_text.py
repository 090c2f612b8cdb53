"""What says that it is no text, or text that takes minutes to read, is read as UTF-8 like all else."""

import pytest

CHARSETS = ["hex", "idna", "punycode", "undefined", "zlib", "rot13", "base64", "utf-7", "latin-1"]


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.django_db
def test_a_charset_that_is_none_breaks_no_page(client, charset):
    kind = f"text/plain; charset={charset}"
    assert client.get("/get-help-now/?a=1", headers={"Content-Type": kind}, CONTENT_TYPE=kind).status_code == 200
    form = f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="list"\r\n\r\n\xc3\xa9-\r\n--x--\r\n'
    assert client.generic("POST", "/list/add/", body, form).status_code == 400
