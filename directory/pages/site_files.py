"""The files that programs ask for at addresses that standards give: what they may read, and how they search here."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.contrib.sitemaps import views as sitemap_views
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from directory.govuk.addresses import site_address
from directory.govuk.reading import require_safe
from directory.pages.sitemaps import SITEMAPS

for_an_hour = cache_control(public=True, max_age=60 * 60)
for_a_day = cache_control(public=True, max_age=24 * 60 * 60)

# Searches, and lists narrowed by filters, are endless. What is nobody's to find asks for that itself (`noindex`).
ROBOTS = """\
User-agent: *
Disallow: /search/
Disallow: /admin/
Disallow: /*?
Disallow: /api/
Allow: /api/$
Allow: /sitemap-*.xml?p=

Sitemap: {sitemap}
"""

SECURITY = """\
Contact: {contact}
Expires: {expires:%Y-%m-%dT%H:%M:%SZ}
Preferred-Languages: en
Canonical: {canonical}
"""
SECURITY_LASTS = timedelta(days=180)  # less than a year, as the standard (RFC 9116) asks


@require_safe
@for_a_day
def robots(request):
    text = ROBOTS.format(sitemap=site_address(reverse("pages:sitemap_index")))
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@for_a_day
def security(request):
    """Whom to tell of a vulnerability. Without a contact there is no such file: it would say nothing."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = datetime.combine(timezone.localdate() + SECURITY_LASTS, time.min)
    canonical = site_address(reverse("pages:security"))
    text = SECURITY.format(contact=settings.SECURITY_CONTACT, expires=expires, canonical=canonical)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@require_safe
@for_a_day
def opensearch(request):
    """How a browser or another program searches here. What somebody types goes nowhere else."""
    return render(
        request, "pages/opensearch.xml", content_type="application/opensearchdescription+xml; charset=utf-8"
    )


@require_safe
@for_an_hour
def sitemap_index(request):
    """The sitemap of each type."""
    files = [
        {"location": site_address(reverse("pages:sitemap", args=[section]) + query)}
        for section, make in SITEMAPS.items()
        for query in make().files
    ]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
@for_an_hour
def sitemap(request, section):
    return sitemap_views.sitemap(request, SITEMAPS, section)
