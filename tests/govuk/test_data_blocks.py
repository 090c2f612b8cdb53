import json

from markupsafe import Markup

from directory.govuk.data_blocks import breadcrumb_list, data_block
from tests.structured_data import BLOCK


def test_no_text_ends_a_block_of_data_or_begins_a_script():
    text = "</script><script>alert(1)</script> & <!-- \u2028"
    block = data_block({"@type": "Thing", "name": text})
    assert block.count("<") == block.count(">") == 2
    assert "&" not in block
    assert json.loads(BLOCK.search(block)[1])["name"] == text


def test_a_text_that_is_html_already_is_said_as_it_is_read():
    assert '"name":"Crime \\u0026 justice"' in data_block({"@type": "Thing", "name": Markup("Crime &amp; justice")})


def test_what_nobody_knows_is_left_out_and_what_is_false_or_nothing_stays():
    said = {"@type": "Thing", "a": None, "b": "", "c": [], "d": {}, "e": [None, {"f": ""}], "g": False, "h": 0}
    assert json.loads(BLOCK.search(data_block(said))[1]) == {
        "@context": "https://schema.org",
        "@type": "Thing",
        "g": False,
        "h": 0,
    }


def test_several_things_are_one_block_and_nothing_is_none():
    assert json.loads(BLOCK.search(data_block([{"@type": "Thing"}, {"@type": "Place"}]))[1])["@graph"] == [
        {"@type": "Thing"},
        {"@type": "Place"},
    ]
    assert data_block([]) == data_block(None) == ""


def test_breadcrumbs_leave_the_reader_s_setting_out():
    first, last = breadcrumb_list([("Topics", "/topics/?sector=primary"), ("Consent", None)])["itemListElement"]
    assert (first["item"], last["item"]) == ("https://testserver/topics/", None)
    assert (first["position"], last["position"]) == (1, 2)
