"""The states that an entry, its quality and the thing itself can be in: they steer behaviour, so they are code."""

from django.db import models


class State(models.TextChoices):
    """Where an entry is on its way to readers."""

    ARRIVING = "arriving", "Being imported"
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class Action(models.TextChoices):
    """What can happen to an entry, as its history says it."""

    CREATED = "created", "Added"
    EDITED = "edited", "Edited"
    CHECKED = "checked", "Facts checked"
    CONFIRMED = "confirmed", "Confirmed by the organisation"
    BY_OWNER = "by_owner", "Changed by the organisation, accepted"
    SUBMITTED = "submitted", "Sent for review"
    TAKEN_BACK = "taken_back", "Taken back before review"
    SENT_BACK = "sent_back", "Sent back"
    SCHEDULED = "scheduled", "Approved, to be published later"
    UNAPPROVED = "unapproved", "Changed after approval"
    PUBLISHED = "published", "Published"
    SWAPPED = "swapped", "Working copy published"
    UNPUBLISHED = "unpublished", "Hidden from readers"
    ARCHIVED = "archived", "Archived"
    REOPENED = "reopened", "Changed back to a draft"
    RESTORED = "restored", "Restored to an earlier version"
    IMPORTED = "imported", "Imported"
    BULK_EDITED = "bulk_edited", "Changed in bulk"
    UNDONE = "undone", "Bulk change undone"
    MERGED = "merged", "Topics merged"
    SEPARATED = "separated", "Topics separated"
    ASSURED = "assured", "Quality reviewed"
    LAPSED = "lapsed", "Quality mark lapsed"


class Status(models.TextChoices):
    """Whether the thing itself, not our page about it, is still there for schools."""

    ACTIVE = "active", "Active"
    SUPERSEDED = "superseded", "Superseded"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Archived by its publisher"


# What readers are told beside the label.
STATUS_NOTES = {
    Status.ACTIVE: "",
    Status.SUPERSEDED: "This has been replaced.",
    Status.CLOSED: "This has closed. Do not send anybody to it.",
    Status.WITHDRAWN: "Its publisher no longer looks after it. Check it carefully before you use any of it.",
}


# The same where what replaced it has gone too.
SUCCESSOR_GONE = {
    Status.SUPERSEDED: "This is out of date. What replaced it is no longer available here.",
    Status.CLOSED: "This has closed. Do not send anybody to it. What replaced it is no longer available here.",
}


class Quality(models.TextChoices):
    UNREVIEWED = "unreviewed", "Not yet reviewed"
    IN_REVIEW = "in_review", "In review"
    QUALITY_ASSURED = "quality_assured", "Quality assured"
    USE_WITH_CARE = "use_with_care", "Useful with adaptation or care"
    SUPERSEDED = "superseded", "Superseded or archived"


MARKS = (Quality.QUALITY_ASSURED, Quality.USE_WITH_CARE)  # what a review came to, and readers go by


class Confidence(models.TextChoices):
    """How sure the curators are of the facts. Never shown to readers."""

    HIGH = "high", "High: widely known or checked"
    MEDIUM = "medium", "Medium: thought to be right, needs checking"
    LOW = "low", "Low: check before publishing"
