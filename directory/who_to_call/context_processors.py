from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from directory.who_to_call.models import Contact


def urgent_help(request):
    """The contacts that stand on every page: one query, and only for a page that shows them."""
    return {"urgent_contacts": SimpleLazyObject(urgent_contacts)}


def urgent_contacts():
    """In the curators' order; those that are closed now come after those that may be open."""
    moment = timezone.now()
    contacts = Contact.objects.shown().for_needs(["band"]).order_by()  # in Python: Django would take much longer
    return sorted(contacts, key=lambda contact: (contact.is_closed_at(moment), contact.order, contact.pk))
