from django.urls import include, path

from directory.county.current import county
from directory.opendata.api.openapi import DescriptionView, document
from directory.opendata.api.v1 import schemas, urls

WORDS = f"""\
What readers of the resource bank for {county.schools} can see, as data. GET only, without a key, an account or \
a cookie. Search words are not kept. Lists come in pages: follow `next`. Keep the `ETag` of an answer and send it as \
`If-None-Match`: 304 says that nothing has changed. Take out of your own copy what `/api/v1/changes/` says is gone.
"""


class Description(DescriptionView):
    """The API described as OpenAPI 3.1."""

    def document(self):
        return document(
            [path("api/v1/", include(urls))],
            title=county.site_name,
            version="1.0.0",
            description=WORDS,
            components=schemas.components(),
        )
