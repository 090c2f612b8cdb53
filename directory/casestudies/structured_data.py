"""What the page of a case study says of itself to other programs. It names nobody and no school, nor does this."""

from directory.catalogue.records.last_changes import last_changes
from directory.catalogue.structured_data import LANGUAGE, audience_of, node_of, ourselves, topics_of


def case_study_data(case):
    return {
        **node_of(case, "Article"),
        "headline": case.title,
        "inLanguage": LANGUAGE,
        "datePublished": case.published_at.isoformat(),
        "dateModified": last_changes([case.pk]).get(case.pk, case.published_at).isoformat(),
        "publisher": ourselves(),
        "audience": audience_of(case),
        "about": topics_of(case),
    }
