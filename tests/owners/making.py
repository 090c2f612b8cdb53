"""An organisation that is asked, and the link that it gets."""

import re
from datetime import timedelta

from django.utils import timezone

from directory.correspondence.models import Email
from directory.owners import asking
from directory.owners.changes.named_fields import packed, said_by
from directory.owners.forms import ChangeForm
from directory.owners.models import ConfirmationLink, Owner
from tests.people import make_user


def asked(entry, email="office@example.org", **values):
    """The link that the owner of `entry` was sent."""
    Owner.objects.get_or_create(entry_id=entry.pk, defaults={"email": email})
    expires = timezone.now() + timedelta(days=60)
    return ConfirmationLink.objects.create(**{"entry_id": entry.pk, "to": email, "expires_at": expires, **values})


def curator():
    return make_user("Curator")


def page_of(link):
    return f"/confirm/{link.token}/"


def yes(client, link, **more):
    return client.post(page_of(link), {"answer": "yes", "seen": packed(said_by(link.entry)), **more})


def form_data(entry, **changed):
    """What the form for a change holds when it is opened, as a browser sends it, with some fields changed."""
    seen = said_by(entry)
    form = ChangeForm(seen=seen)
    data = {"seen": packed(seen)}
    for part in [form, *form.all_rows]:
        for field in part:
            value = field.field.widget.format_value(field.value()) if field.value() is not None else ""
            if isinstance(field.value(), list):
                value = field.value()
            if field.value() not in (None, "", False):
                data[field.html_name] = "on" if field.value() is True else value
    for name, value in changed.items():
        data[name.replace("__", "-")] = value
        if value is None:
            del data[name.replace("__", "-")]
    return data


def send(client, link, **changed):
    return client.post(f"{page_of(link)}change/", form_data(link.entry, **changed))


def links_in(email):
    return re.findall(r"https?://\S+(/confirm/\S+)", email.text)


def last_email():
    return Email.objects.order_by("-pk").first()


def ask(entries, by=None, now=None):
    return asking.ask(ids=[entry.pk for entry in entries], by=by or curator(), now=now)
