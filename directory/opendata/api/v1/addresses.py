"""What there is, for whoever begins at the top."""

from directory.catalogue.kinds import Kind
from directory.govuk.addresses import site_address
from directory.opendata.api.open_view import OpenView
from directory.opendata.api.v1 import schemas

# Each address with what it has, as the page about the API lists them too.
ADDRESSES = (
    ("/api/v1/entries/", "Entries of every kind, with the filters and the words of the search page."),
    *((f"/api/v1/{kind.path}/", f"{kind.plural} only, with the same filters and words.") for kind in Kind),
    ("/api/v1/entries/{uuid}/", "All that readers can see of one entry."),
    ("/api/v1/counts/", "How many entries each filter would leave."),
    ("/api/v1/topics/", "Topics. Each has an address of its own, with what to do now and who can help."),
    ("/api/v1/vocabularies/", "The codes that filters take, with their labels."),
    ("/api/v1/dates/training/", "Dates of training."),
    ("/api/v1/dates/meetings/", "Meetings of local networks of safeguarding leads."),
    ("/api/v1/changes/", "What has changed since a moment, and what is gone."),
    ("/api/openapi.json", "The description of all this, with every parameter, code and field."),
)


class Addresses(OpenView):
    operation, summary, tag = "list_addresses", "The addresses there are", "Description"

    def schema_of_answer(self):
        # Not of the format "uri": one has the place of an identifier in it.
        address = schemas.record({"address": schemas.STRING, "description": schemas.STRING})
        return schemas.record({"results": schemas.list_of(address)})

    def answer(self, request):
        return {"results": [{"address": site_address(path), "description": words} for path, words in ADDRESSES]}
