"""The description of the interface: OpenAPI 3.1, made from the views that answer."""

from http import HTTPStatus

from django.urls import include, path
from drf_spectacular.utils import OpenApiResponse

from directory.county.current import county
from directory.opendata.api.openapi import DescriptionView, OpenSchema, document
from directory.opendata.open_referral import schemas

WORDS = (
    f"Support organisations for {county.schools}, as services by Open Referral UK (HSDS-UK 3.0). Open to all, "
    "without a key. Search words are not kept. Show `alert` and the ages wherever you show a service, and ask again "
    "at least once a day: numbers change, and what is taken out is no longer in the list that `minimal=true` gives."
)
LINES = HTTPStatus.OK.value, "application/x-ndjson"


class ListSchema(OpenSchema):
    """That of a list, which also comes as lines."""

    def get_response_serializers(self):
        return super().get_response_serializers() | {
            LINES: OpenApiResponse({"type": "string"}, description="With `format=ndjson`: one item on each line.")
        }


class Description(DescriptionView):
    def document(self):
        return document(
            [path("api/oruk/", include("directory.opendata.open_referral.urls"))],
            title="Open Referral UK",
            version="HSDS-UK-3.0",
            description=WORDS,
            components=schemas.components(),
        )
