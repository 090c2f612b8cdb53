from django.utils.functional import SimpleLazyObject

from directory.organisations.models import Organisation


def urgent_help(request):
    """The contacts that stand on every page: one query, and only for a page that shows them."""
    return {"urgent_contacts": SimpleLazyObject(lambda: list(Organisation.objects.in_urgent_band()))}
