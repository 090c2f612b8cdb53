"""Emails for tests."""

from directory.correspondence.queue import queue_email


def a_letter(key="harm:1:1", to="curator@example.org", **said):
    context = {"link": "https://bank.example/admin/"}
    return queue_email(key=key, to=to, template="harm", context=context, **said)
