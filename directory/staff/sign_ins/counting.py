"""What django-axes counts by: never an address of one device, and never what somebody typed."""

from axes.models import AccessAttempt
from django.utils.crypto import salted_hmac

from directory.privacy.networks import first_address_of, network_of


def network_of_sender(request):
    """The network as an address, which is what axes keeps: "2001:db8:1:2::" stands for all below it."""
    return first_address_of(network_of(request.META.get("REMOTE_ADDR", "")))


def name_in(request, credentials):
    """The name that is tried, as a keyed hash: people type their password there too."""
    given = credentials or {}
    return digest_of(given.get("username") or given.get("login") or given.get("email") or "")


def digest_of(name):
    return salted_hmac("directory.staff.name", name.casefold(), algorithm="sha256").hexdigest()


def forget_own_failures(request, user):
    """Of this person from here, and no other: else whoever has an account could try another's for ever."""
    attempts = AccessAttempt.objects.filter(username=digest_of(user.get_username()))
    attempts.filter(ip_address=network_of_sender(request)).delete()
