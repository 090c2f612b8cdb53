from django.core.validators import slug_re
from django.shortcuts import redirect, render

from directory.casestudies.models import CaseStudy
from directory.casestudies.session import StaffSession
from directory.casestudies.structured_data import case_study_data
from directory.catalogue.entry_pages import EntryDetail, EntryPreview
from directory.govuk.addresses import site_address
from directory.govuk.jinja2 import join_labels
from directory.govuk.reading import require_safe

MOST_COMPARED = 2
COMPARED = (
    ("What happened", "issue"),
    ("What was done", "done_in_words"),
    ("For the child who has been harmed", "done_for_harmed"),
    ("For the child who has harmed, or is alleged to have", "done_for_who_harmed"),
    ("Who was involved", "who_was_involved"),
    ("What worked", "what_worked"),
    ("What went wrong or did not work", "what_did_not_work"),
    ("Outcome and how we know", "outcome"),
    ("Lessons", "lessons"),
    ("Questions for governors", "questions_for_governors"),
)


class WithOthers:
    model = CaseStudy

    def context(self, entry):
        return {**super().context(entry), "others": CaseStudy.objects.closest_to(entry)}


class Detail(WithOthers, EntryDetail):
    def structured_data(self, context):
        return case_study_data(context["entry"])


class Preview(WithOthers, EntryPreview):
    pass


class Session(EntryDetail):
    """A page to print for a staff meeting, of the same cases as there are pages of."""

    model = CaseStudy
    template = "casestudies/session.html"

    def moved(self, slug):
        return redirect(f"{super().moved(slug).url}session/", permanent=True)

    def context(self, entry):
        address = site_address(entry.get_absolute_url())
        return {"entry": entry, "session": StaffSession(entry), "address": address}


@require_safe
def compare(request):
    """Two published case studies side by side: `?case=slug&case=slug`. One that is gone is said to be."""
    asked = list(filter(is_slug, request.GET.getlist("case")))
    chosen = list(dict.fromkeys(asked))
    slugs = chosen[:MOST_COMPARED]
    found = {case.slug: case for case in CaseStudy.objects.published().with_terms().with_slugs(slugs)}
    cases = [found[slug] for slug in slugs if slug in found]
    context = {
        "cases": cases,
        "rows": rows_of(cases),
        "missing": len(slugs) - len(cases),
        "same_twice": len(asked) > len(chosen) == 1,
        "too_many": len(chosen) > MOST_COMPARED,
        "all": CaseStudy.objects.published(),
    }
    return render(request, "casestudies/compare.html", context)


def rows_of(cases):
    """(what is compared, what each of the cases says of it), without what none of them says anything of."""
    rows = [
        ("Setting", [case.setting for case in cases]),
        ("Where it happened", [join_labels(case.places.all()) for case in cases]),
        ("Ages and sectors", [f"{case.ages}. {join_labels(case.sectors.all())}" for case in cases]),
        *((label, [getattr(case, name) for case in cases]) for label, name in COMPARED),
        ("How we know", [case.get_evidence_strength_display() for case in cases]),
    ]
    return [(label, texts) for label, texts in rows if any(texts)]


def is_slug(text):
    """Whether an entry could have this address; PostgreSQL refuses to look for some of what cannot be one."""
    return slug_re.fullmatch(text) is not None
