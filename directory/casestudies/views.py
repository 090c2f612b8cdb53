from django.core.validators import slug_re
from django.shortcuts import render
from django.views.decorators.http import require_safe

from directory.casestudies.models import CaseStudy
from directory.catalogue.entry_pages import EntryDetail, EntryPreview

MOST_COMPARED = 2


class WithOthers:
    model = CaseStudy

    def context(self, entry):
        return {**super().context(entry), "others": CaseStudy.objects.closest_to(entry)}


class Detail(WithOthers, EntryDetail):
    pass


class Preview(WithOthers, EntryPreview):
    pass


@require_safe
def compare(request):
    """Two published case studies side by side: `?case=slug&case=slug`. One that is gone is said to be."""
    slugs = list(dict.fromkeys(filter(is_slug, request.GET.getlist("case"))))[:MOST_COMPARED]
    found = {case.slug: case for case in CaseStudy.objects.published().with_terms().with_slugs(slugs)}
    cases = [found[slug] for slug in slugs if slug in found]
    context = {"cases": cases, "missing": len(slugs) - len(cases), "all": CaseStudy.objects.published()}
    return render(request, "casestudies/compare.html", context)


def is_slug(text):
    """Whether an entry could have this address; PostgreSQL refuses to look for some of what cannot be one."""
    return slug_re.fullmatch(text) is not None
