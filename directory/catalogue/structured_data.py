"""What pages of entries say of themselves to other programs, in the words of schema.org and LRMI.

Here is what the kinds share; each has a `structured_data.py` of its own. Nothing is said that the page does not show.
What is empty is left out (`govuk.data_blocks`).
"""

from django.urls import reverse
from django.utils import timezone

from directory.catalogue.facts_in_words import stages_in_words
from directory.catalogue.models import OLDEST_AGE
from directory.county.current import county
from directory.govuk.addresses import site_address

LANGUAGE = "en-GB"

# Whom an audience of ours is in the terms of LRMI (EducationalAudience.educationalRole).
ROLES = {
    "pupils": "student",
    "parents_carers": "parent",
    **dict.fromkeys(("teaching_staff", "support_staff", "all_staff", "pshe_leads", "pastoral", "senco"), "teacher"),
    **dict.fromkeys(("dsl", "senior_leaders", "governors"), "administrator"),
    "partners": "specialist",
}
# What a cost of ours is as the category of an offer. The others depend on who asks.
OFFERS = {"free": "Free", "paid": "Paid", "subscription": "Subscription", "mixed": "Partially Free"}


def node_of(entry, *types):
    """What is said of an entry of any kind. Its permanent identifier names it for all systems."""
    return {
        "@type": types[0] if len(types) == 1 else list(types),
        "@id": entry.uuid.urn,
        "name": entry.title,
        "description": description_of(entry),
        "url": page_of(entry),
        "sameAs": entry.url,
    }


def page_of(entry):
    """The page that readers see, or nothing."""
    return site_address(entry.get_absolute_url()) if entry.is_published else None


def description_of(entry):
    """Its summary, after whatever readers are warned of before they read it."""
    warning = f"Content warning: {entry.content_warning}" if entry.content_warning else ""
    return " ".join(filter(None, [entry.standing_in_words, warning, entry.summary]))


def learning_of(entry):
    """What is said of all that somebody learns from: who reads it, what it is about, and what it costs."""
    return {
        "inLanguage": LANGUAGE,
        "isAccessibleForFree": None if entry.cost.code == "unknown" else entry.cost.code == "free",
        "audience": audience_of(entry),
        "about": topics_of(entry),
    }


def ages_of(entry):
    """What is said of the ages of whoever learns from it. Of what staff learn from, ours are those of the pupils."""
    return {"typicalAgeRange": age_range(entry), "educationalLevel": stages_of(entry)}


def age_range(entry):
    """ "7-11", or "13-" for what has no oldest age."""
    if entry.age_min is None or entry.age_max is None:
        return None
    return f"{entry.age_min}-{entry.age_max if entry.age_max < OLDEST_AGE else ''}"


def age_limits(entry):
    """Of those whom a service is for."""
    if entry.age_min is None or entry.age_max is None:
        return None
    oldest = entry.age_max if entry.age_max < OLDEST_AGE else None
    return {"@type": "PeopleAudience", "suggestedMinAge": entry.age_min, "suggestedMaxAge": oldest}


def stages_of(entry):
    """The key stages, where the ages are whole ones."""
    stages = entry.age_min is not None and stages_in_words(entry.age_min, entry.age_max)
    return {"@type": "DefinedTerm", "name": stages[:1].upper() + stages[1:]} if stages else None


def audience_of(entry):
    roles = [ROLES.get(audience.code) for audience in entry.audiences.all()]
    roles = list(dict.fromkeys(filter(None, roles)))
    return {"@type": "EducationalAudience", "educationalRole": roles} if roles else None


def topics_of(entry):
    return [
        {"@type": "Thing", "name": topic.name, "url": None if topic.retired else hub_of(topic)}
        for topic in entry.topics.all()
    ]


def hub_of(topic):
    return site_address(reverse("topics:hub", args=[topic.slug]))


def offer_of(entry):
    category = OFFERS.get(entry.cost.code)
    return {"@type": "Offer", "category": category} if category else None


def organisation_named(name, url=None):
    return {"@type": "Organization", "name": name, "url": url} if name else None


def ourselves():
    """Who publishes what is in our own words."""
    return organisation_named(county.site_name, site_address("/"))


def place_of(calendar_item, page):
    """Where a date is held; online, its page tells how to join."""
    place = calendar_item.place
    return {"@type": "Place", "name": place, "address": place} if place else {"@type": "VirtualLocation", "url": page}


def event_of(calendar_item, page):
    """What is said of any date: when and where it is, by the clock in England."""
    mode = "Offline" if calendar_item.place else "Online"
    return {
        "startDate": timezone.localtime(calendar_item.starts_at).isoformat(),
        "endDate": timezone.localtime(calendar_item.ends_at).isoformat(),
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": place_of(calendar_item, page),
    }


def collection_page(name, path, named, *, description="", total=None):
    """A page that lists things: (name, address of ours) pairs; `total` if there are more than it shows."""
    items = [
        {"@type": "ListItem", "position": position, "name": item, "url": site_address(url)}
        for position, (item, url) in enumerate(named, start=1)
    ]
    return {
        "@type": "CollectionPage",
        "name": name,
        "description": description,
        "url": site_address(path),
        "inLanguage": LANGUAGE,
        "mainEntity": {"@type": "ItemList", "numberOfItems": total or len(items), "itemListElement": items},
    }


def iso_length(minutes):
    """Minutes as "PT45M"."""
    return f"PT{minutes}M" if minutes else None
