from itertools import groupby

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.catalogue.choices import Kind
from directory.catalogue.models import Entry
from directory.curation.criteria import CRITERIA, PRINCIPLES
from directory.organisations.models import Organisation
from directory.pages.tiles import TILES
from directory.taxonomy.models import GlossaryTerm

RECENT = 5

ROBOTS = """\
User-agent: *
Disallow: /search/
Disallow: /admin/
"""


@require_safe
def home(request):
    entries = Entry.objects.published()
    counts = entries.count_by_kind()
    recent = entries.active().changed_last()[:RECENT]
    context = {
        "tiles": TILES,
        "doors": [(kind, counts.get(kind, 0)) for kind in Kind],
        "recent": [(Kind(entry.kind), entry) for entry in recent],
    }
    return render(request, "pages/home.html", context)


@require_safe
def get_help_now(request):
    contacts = Organisation.objects.answering_in_a_crisis()
    context = {"for_children": contacts.that_children_can_use(), "for_adults": contacts.that_adults_use()}
    return render(request, "pages/get_help_now.html", context)


@require_safe
def glossary(request):
    terms = sorted(GlossaryTerm.objects.all(), key=lambda item: item.term.casefold())
    letters = [(letter, list(items)) for letter, items in groupby(terms, key=lambda item: item.term[0].upper())]
    return render(request, "pages/glossary.html", {"letters": letters})


@require_safe
def quality(request):
    """The guiding principles and the criteria that reviewers judge by."""
    return render(request, "pages/quality.html", {"principles": PRINCIPLES, "criteria": CRITERIA})


@require_safe
def words(request, page):
    """A page that is only words: about, accessibility, privacy or cookies."""
    return render(request, f"pages/{page}.html", {"contact_email": settings.CONTACT_EMAIL})


@require_safe
@never_cache
def healthz(request):
    """Answers "ok" while the database does."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("no database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request):
    return HttpResponse(ROBOTS, content_type="text/plain")
