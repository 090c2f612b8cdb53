from django.shortcuts import render

from directory.govuk.reading import require_safe
from directory.pages.easy.contacts import EasyContacts


@require_safe
def easy(request, page):
    return render(request, f"pages/easy/{page}.html", {"people": EasyContacts()})
