"""The one way in which an email leaves: kept in the transaction of what it tells of, and sent by a job afterwards.

A template is `templates/email/<name>.txt`: its first line is the subject, the rest after an empty line is the text.
The HTML of the message is made from the same text, so the two cannot differ. Templates hold no personal data.
"""

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone

from directory.correspondence.models import Email


def queue_email(*, key, to, template, context=None, headers=None, send_after=None):
    """Keep one email to be sent. `key` says what it tells whom: with a key that was there before, nothing happens.

    Links in it are absolute, from `site_address()`. Returns whether the email is new.
    """
    said = written(to, template, context, headers, send_after)
    return Email.objects.get_or_create(key=key, defaults=said)[1]


def queue_emails(messages):
    """Keep many in one query, each given by what `queue_email` takes; those that were there before stay."""
    emails = [Email(key=message.pop("key"), **written(**message)) for message in messages]
    Email.objects.bulk_create(emails, ignore_conflicts=True)


def written(to, template, context=None, headers=None, send_after=None):
    """An email's fields, but for its key."""
    subject, _, text = render_to_string(f"email/{template}.txt", context or {}).strip().partition("\n")
    return {
        "to": to,
        "subject": subject.strip()[:200],
        "text": text.strip(),
        "headers": headers or {},
        "send_after": send_after or timezone.now(),
    }


def site_address(path=""):
    """The absolute address of a page, for what is read outside the site."""
    return f"{settings.SITE_ADDRESS}{path}"
