"""What is kept to be sent: once for each thing that is told, with nothing that could change a header."""

import pytest
from django.db import transaction
from django.template import engines

from directory.correspondence.models import Email
from directory.correspondence.queue import add_to_email, compose, queue_email, queue_emails
from directory.correspondence.rendering import html_of, message_of
from tests.correspondence.letters import a_letter

pytestmark = pytest.mark.django_db


def test_the_same_is_kept_once():
    assert a_letter("harm:1:1")
    assert not a_letter("harm:1:1")
    assert Email.objects.count() == 1


def test_many_are_kept_in_a_few_queries_and_those_known_stay(django_assert_max_num_queries):
    a_letter("harm:1:1")
    many = [
        compose(key=f"harm:1:{number}", to="a@example.org", template="harm", context={"link": "https://x.example"})
        for number in range(300)
    ]
    with django_assert_max_num_queries(8):  # SQLite takes about 90 rows in one
        queue_emails(many)
    assert Email.objects.count() == 300


def test_it_goes_with_the_transaction_of_what_it_tells_of():
    with transaction.atomic():
        a_letter()
        transaction.set_rollback(True)
    assert not Email.objects.exists()


def test_what_happens_many_times_in_a_while_is_one_email_with_a_line_each():
    for title in ("One", "Two", "Two", "Three"):
        add_to_email(
            key="published:1:1", to="a@example.org", template="published", line=f"{title}: https://x.example"
        )
    email = Email.objects.get()
    assert [line for line in email.text.splitlines() if line.startswith("- ")] == [
        "- One: https://x.example",
        "- Two: https://x.example",
        "- Three: https://x.example",
    ]
    assert email.text.endswith("/mine/")


def test_what_has_left_does_not_grow():
    add_to_email(key="published:1:1", to="a@example.org", template="published", line="One")
    Email.objects.update(state="sent")
    add_to_email(key="published:1:1", to="a@example.org", template="published", line="Two")
    assert "Two" not in Email.objects.get().text


def test_no_name_of_an_entry_can_make_a_header_or_another_subject():
    said = {"line": "A title\r\nBcc: everybody@example.org\n\nand more"}
    email = compose(key="x", to="a@example.org", template="published", context=said)
    message = message_of(email).message()
    assert "\n" not in email.subject
    assert message["Subject"] == "What you wrote has been published"
    assert message["Bcc"] is None
    assert message["To"] == "a@example.org"


def test_a_subject_is_one_line_however_it_is_written():
    email = Email(key="x", to="a@example.org", subject="", text="")
    made = engines["jinja2"].env.from_string("Meeting moved: {{ name }}").render(name="Leads\r\nBcc: b@example.org")
    email.subject = " ".join(made.split())
    assert message_of(email).message()["Bcc"] is None


def test_the_html_says_what_the_text_says_and_escapes_it():
    page = html_of("<b>", "Read <this> & that\n\n- One: https://x.example/?a=1&b=2.\n- Two")
    assert "<title>&lt;b&gt;</title>" in page
    assert "<p>Read &lt;this&gt; &amp; that</p>" in page
    assert '<li>One: <a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>.</li>' in page
    assert "<li>Two</li>" in page


def test_text_is_not_escaped_for_html():
    email = compose(key="x", to="a@example.org", template="published", context={"line": "Parents' & carers' guide"})
    assert "Parents' & carers' guide" in email.text


def test_a_message_has_the_same_id_each_time_and_tells_programs_not_to_answer():
    a_letter("harm:1:1")
    a_letter("harm:1:2")
    first, second = (message_of(email) for email in Email.objects.all())
    assert message_of(Email.objects.first()).message()["Message-ID"] == first.message()["Message-ID"]
    assert first.message()["Message-ID"] != second.message()["Message-ID"]
    assert first.message()["Auto-Submitted"] == "auto-generated"


def test_a_template_that_lacks_a_word_is_noticed():
    with pytest.raises(Exception, match="link"):
        queue_email(key="x", to="a@example.org", template="harm")
