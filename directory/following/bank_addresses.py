"""The address of another bank: where its pages begin, for everybody to know."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

LONGEST = 200


def validate_bank_address(address):
    """Raises ValidationError for one that is not encrypted, holds a secret, or leads into something."""
    parts = urlsplit(address)
    if parts.scheme != "https":
        raise ValidationError("The address must start with https://")
    if "@" in parts.netloc:
        raise ValidationError("Leave out the user name and password. What a bank publishes needs none.")
    if parts.query or parts.fragment or "?" in address or "#" in address:
        raise ValidationError("Leave out everything from the question mark or hash sign on.")


def tidy(address):
    """One form of it: the host in small letters, and no slash at the end."""
    parts = urlsplit(address.strip())
    return f"{parts.scheme.lower()}://{parts.netloc.lower()}{parts.path.rstrip('/')}"
