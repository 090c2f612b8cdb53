"""What the page of a resource says of itself to other programs (LRMI)."""

from directory.catalogue.doors import Door
from directory.catalogue.structured_data import ages_of, iso_length, learning_of, node_of, organisation_named

# What a kind of resource is beside something to learn from, where schema.org has an exact word for it.
TYPES = {
    **dict.fromkeys(("video", "film_for_parents", "staff_film"), "VideoObject"),
    **dict.fromkeys(("leaflet", "newsletter", "policy_template", "form_template"), "DigitalDocument"),
    **dict.fromkeys(("statutory_guidance", "advice_guidance"), "DigitalDocument"),
    "story_book": "Book",
    "poster": "Poster",
    "research_report": "Report",
}
FRAMEWORK = "DfE RSHE 2025"


def resource_data(resource):
    for_pupils = resource.door == Door.LESSONS
    return {
        **node_of(resource, "LearningResource", *exact_types(resource)),
        **learning_of(resource),
        **(ages_of(resource) if for_pupils else {}),
        "learningResourceType": [kind.label for kind in resource.resource_kinds.all()],
        "teaches": [topic.name for topic in resource.topics.all()] if for_pupils else None,
        "publisher": organisation_named(resource.publisher),
        "timeRequired": time_of(resource),
        "license": {"@type": "CreativeWork", "name": resource.licence} if resource.licence else None,
        "datePublished": resource.published_year and str(resource.published_year),
        "educationalAlignment": [alignment_with(strand) for strand in resource.rshe_strands.all()],
        "creativeWorkStatus": None if resource.is_active else resource.get_status_display(),
    }


def exact_types(resource):
    """What all of it is: a lesson pack with a film in it is no film."""
    found = {TYPES.get(kind.code) for kind in resource.resource_kinds.all()}
    return found - {None} if len(found) == 1 else ()


def time_of(resource):
    """Of one lesson, film or assembly; how long a sequence of them takes is nobody's to say."""
    return iso_length(resource.duration_minutes) if resource.number_of_lessons in (None, 1) else None


def alignment_with(strand):
    return {
        "@type": "AlignmentObject",
        "alignmentType": "educationalSubject",
        "educationalFramework": FRAMEWORK,
        "targetName": str(strand),
    }
