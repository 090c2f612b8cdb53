"""What a form that starts a list carries, so that the same form sent twice starts one list."""

from datetime import timedelta
from uuid import UUID, uuid4

from django.core import signing

GOOD_FOR = timedelta(days=1)

signer = signing.TimestampSigner(salt="a form that starts a list")


def new_form():
    """For the hidden field of one page: nobody else has it, and it says nothing of who opened the page."""
    return signer.sign(str(uuid4()))


def form_in(data):
    """What was sent with it, or None: it is not ours, or too old to be sent again by mistake."""
    try:
        return UUID(signer.unsign(data.get("form", ""), max_age=GOOD_FOR))
    except signing.BadSignature:
        return None
