"""What the tables of entries hold and readers never see, and why: a new field of a model is here or is public."""

from directory.casestudies.decisions import Decision
from directory.casestudies.models import CaseStudy
from directory.catalogue.models import Entry
from directory.guidance.models import GuidanceUpdate
from directory.organisations.contact_points import ContactPoint
from directory.organisations.models import Organisation
from directory.training.models import CourseSession

OWN_NUMBER = "a number of this database; other systems know an entry by its uuid"
WORKFLOW = "the work of curators"
ANONYMITY = "the anonymity checklist, which is for curators"
BELONGS = "says whose row it is"
ORDER = "rows are given in it"

NOT_PUBLIC = {
    Entry: {
        "id": OWN_NUMBER,
        "reference": "the name by which imports know it",
        "cites": "steers when a quality mark lapses",
        "state": "only what is published leaves",
        "publish_at": WORKFLOW,
        "confidence": "readers are told that details are being checked, and no more",
        "source": "where curators found the facts",
        "note": "for curators",
        "named_in_review": "for curators",
        "created_by": "a person",
        "created_at": WORKFLOW,
        "updated_at": "moves with what only curators see; `changed` does not",
    },
    Organisation: {
        "scope": "steers the order; the districts say it to readers",
        "crisis": "steers the order",
    },
    CaseStudy: {
        "consent_status": "whose consent it was",
        **dict.fromkeys((*CaseStudy.ANONYMITY, *CaseStudy.FULLNESS), ANONYMITY),
        **dict.fromkeys(CaseStudy.SIGNED_OFF, "who signed it off"),
    },
    GuidanceUpdate: {"sequence": "for calendars, which have it"},
    ContactPoint: {"id": OWN_NUMBER, "organisation": BELONGS, "order": ORDER},
    CourseSession: {
        "id": OWN_NUMBER,
        "course": BELONGS,
        "sequence": "for calendars, which have it",
        "created_at": WORKFLOW,
        "updated_at": "for calendars, which have it",
    },
    Decision: {"id": OWN_NUMBER, "case_study": BELONGS, "order": ORDER},
}
