"""The interface is asked what its description allows, and what it does not, and each answer is held against that.

FUZZ_CASES=300 asks so many of each address, in either way.
"""

import os
from collections import Counter

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis.generation import GenerationMode

from directory.exchange.open_referral.identifiers import service_id, taxonomy_id, term_id
from tests.factories import make_organisation
from tests.opendata.api.test_fuzzing import AS_SET, one_connection, uncompressed

FEW = settings(AS_SET, max_examples=int(os.environ.get("FUZZ_CASES", "5")))
PLACE = {"channel": "in_person", "value": "1 Market Square, Stafford, ST16 2LH"}


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.django_db
def test_every_answer_is_as_described(client):
    entry = make_organisation("Harbour", scope="local", contact_points=[PLACE])
    there = {
        "Service": service_id(entry.uuid),
        "Organization": str(entry.uuid),
        "ServiceAtLocation": client.get("/api/oruk/service_at_locations").json()["contents"][0]["id"],
        "Taxonomy": taxonomy_id("topics"),
        "TaxonomyTerm": term_id("topics", "consent"),
    }
    schema = schemathesis.openapi.from_dict(client.get("/api/oruk/openapi.json").json())
    schema.app, asked = uncompressed, Counter()
    with one_connection():
        for operation in (found.ok() for found in schema.get_all_operations()):
            identifier = there.get(operation.definition.raw["operationId"])
            for mode in modes_of(operation):
                ask_all(operation.as_strategy(generation_mode=mode), asked, identifier)
    print(f"{asked.total()} requests of {len(asked)} addresses")
    assert len(asked) == 12


def modes_of(operation):
    """What has no parameters cannot be asked wrongly; an identifier may be any text."""
    return GenerationMode if operation.query else [GenerationMode.POSITIVE]


def ask_all(cases, asked, identifier):
    """Every other time for what is there."""

    @FEW
    @given(case=cases)
    def ask(case):
        asked[case.operation.label] += 1
        if identifier and asked[case.operation.label] % 2:
            case.path_parameters["identifier"] = identifier
        case.call_and_validate()

    ask()
