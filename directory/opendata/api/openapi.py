"""The description of an API as OpenAPI 3.1, made from the views that answer."""

from http import HTTPStatus

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse

from directory.correspondence.rendering import site_address
from directory.opendata.api.open_view import OpenView
from directory.search.documents.index_store import index_store
from directory.search.engine.cache import BoundedCache

OGL = {
    "name": "Open Government Licence v3.0",
    "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}
PROBLEM = {
    "type": "object",
    "description": "What is wrong, in plain English.",
    "properties": {"detail": {"type": "string"}},
    "required": ["detail"],
}
PROBLEMS = {
    HTTPStatus.BAD_REQUEST: "A parameter is unknown or wrong. `detail` says which, and what it may be.",
    HTTPStatus.NOT_FOUND: "There is nothing here that readers can see.",
    HTTPStatus.GONE: "It was here, and is not to be used any more.",
    HTTPStatus.TOO_MANY_REQUESTS: "Your network has asked too often. `Retry-After` says how many seconds to wait.",
}


def ref(name):
    """A schema that the components of the document hold."""
    return {"$ref": f"#/components/schemas/{name}"}


def header(name, description, *statuses):
    return OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=description, response=[str(int(code)) for code in statuses]
    )


HEADERS = [
    header("ETag", "Send it as `If-None-Match` to be told whether the answer is still the same.", 200, 304),
    header("Last-Modified", "When the answer may last have changed.", 200, 304),
    header("Retry-After", "Seconds.", 429),
]


class OpenSchema(AutoSchema):
    """What an `OpenView` says of itself, in its attributes and `parameters()`."""

    def get_operation_id(self):
        return self.view.operation

    def get_summary(self):
        return self.view.summary

    def get_description(self):
        return self.view.description

    def get_tags(self):
        return [self.view.tag]

    def get_auth(self):
        return []

    def get_override_parameters(self):
        """Asked for again and again; the codes in them come from the database."""
        if not hasattr(self, "parameters"):
            self.parameters = [*self.view.parameters(), *HEADERS]
        return self.parameters

    def get_response_serializers(self):
        found = {
            HTTPStatus.OK: OpenApiResponse(self.view.schema_of_answer(), description=self.view.summary),
            HTTPStatus.NOT_MODIFIED: OpenApiResponse(description="You have the answer already."),
        }
        for code in (*self.view.problems, HTTPStatus.TOO_MANY_REQUESTS):
            found[code] = OpenApiResponse(ref("Problem"), description=PROBLEMS[code])
        return {str(int(code)): answer for code, answer in found.items()}


def document(patterns, *, title, version, description, components):
    """The whole description of the API that `patterns` lead to. `components` are its schemas by name."""
    found = SchemaGenerator(patterns=patterns).get_schema(request=None, public=True)
    found["info"] = {"title": title, "version": version, "description": description, "license": OGL}
    found["servers"] = [{"url": site_address("/").rstrip("/")}]
    found["components"] = {"schemas": {"Problem": PROBLEM, **components}}
    return found


class DescriptionView(OpenView):
    """`document()` as JSON, made once for each edition of the vocabularies, which its lists of codes come from."""

    made = BoundedCache(10)

    def document(self):
        raise NotImplementedError

    def answer(self, request):
        snapshot = index_store.snapshot()
        key = (type(self), snapshot.born, snapshot.vocabulary_revision)
        if key not in self.made:
            self.made[key] = self.document()
        return self.made[key]
