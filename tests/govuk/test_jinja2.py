from directory.govuk.jinja2 import police_linked


def test_emergency_numbers_in_a_sentence_can_be_pressed():
    assert police_linked("Call 999 now, or 101.") == (
        'Call <a class="govuk-link" href="tel:999">999</a> now, or <a class="govuk-link" href="tel:101">101</a>.'
    )


def test_other_numbers_and_signs_stay_as_they_are():
    assert police_linked("0300 111 8007 & <b>") == "0300 111 8007 &amp; &lt;b&gt;"
