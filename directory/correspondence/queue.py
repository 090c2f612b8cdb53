"""The one way in which an email leaves: kept in the transaction of what it tells of, and sent by a job afterwards.

A template is `templates/email/<name>.txt`: its first line is the subject, the rest after an empty line is the text.
Templates hold no personal data: no name of a child, and no word that a reader typed.
"""

from django.db import transaction
from django.utils import timezone

from directory.correspondence.models import Email
from directory.correspondence.rendering import render, site_address

__all__ = ["add_to_email", "compose", "queue_email", "queue_emails", "site_address"]

LONGEST = 4000  # characters of an email that grows


def compose(*, key, to, template, context=None, headers=None, send_after=None):
    """An email that is not kept yet. `key` says what it tells whom. Links in it are absolute: `site_address()`."""
    subject, text = render(template, context or {})
    return Email(
        key=key, to=to, subject=subject, text=text, headers=headers or {}, send_after=send_after or timezone.now()
    )


def queue_emails(emails):
    """Keep many, in a few queries. Those with a key that was there before are left as they were."""
    Email.objects.bulk_create(emails, ignore_conflicts=True, batch_size=500)


def queue_email(*, key, **said):
    """Keep one email to be sent. Returns whether it is new: with a key that was there before, nothing happens."""
    email = compose(key=key, **said)
    values = {name: getattr(email, name) for name in ("to", "subject", "text", "headers", "send_after")}
    return Email.objects.get_or_create(key=key, defaults=values)[1]


@transaction.atomic
def add_to_email(*, key, line, **said):
    """The same, for what may happen many times in a while: one email that says it all, a line each.

    Until it is sent, each further `line` goes below the last of its list. One that has grown long says no more.
    """
    if queue_email(key=key, **said, context={"line": line}):
        return
    email = Email.objects.waiting().select_for_update().filter(key=key).first()
    if email and len(email.text) < LONGEST and f"- {line}\n" not in email.text:
        email.text = with_line(email.text, line)
        email.save(update_fields=["text"])


def with_line(text, line):
    before, _, rest = text.rpartition("\n- ")
    last, end, after = rest.partition("\n")
    return f"{before}\n- {last}\n- {line}{end}{after}"
