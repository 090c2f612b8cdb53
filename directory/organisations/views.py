from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.organisations.models import Organisation
from directory.organisations.structured_data import organisation_data
from directory.organisations.vcard import card_of


class WithContacts:
    model = Organisation
    shows = ("help_kinds", "contact_points")


class Detail(WithContacts, EntryDetail):
    def structured_data(self, context):
        return organisation_data(context["entry"])


class ContactCard(WithContacts, EntryDetail):
    """What the page says of how to reach it, as a file. Like the page, nothing of what has closed."""

    def shown(self, entry):
        if not entry.is_active:
            raise Http404
        response = HttpResponse(card_of(entry), content_type="text/vcard; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{entry.slug}.vcf"'
        return response

    def moved(self, slug):
        page = super().moved(slug).url
        return redirect(f"{page.rstrip('/')}.vcf", permanent=True)


class Preview(WithContacts, EntryPreview):
    pass
