"""The identifiers of Open Referral, each made of what stays when a name, an address or the database changes.

An organisation has its entry's own identifier. All that belongs to it is named by that and by what it is; terms are
named by their vocabulary and code. So a feed that is read again, here or elsewhere, finds what it wrote.
"""

from uuid import UUID, uuid5

NAMESPACE = UUID("6f0c2b7e-5c1d-4f0e-9a34-9b1f6f5d7a21")  # never changes


def taxonomy_id(vocabulary):
    return str(uuid5(NAMESPACE, vocabulary))


def term_id(vocabulary, code):
    return str(uuid5(NAMESPACE, f"{vocabulary}:{code}"))


def part_id(organisation, *what):
    """The identifier of something that an organisation, known by its UUID, has one of."""
    return str(uuid5(organisation, ":".join(what)))


def service_id(organisation):
    return part_id(organisation, "service")


def is_service_of(service, organisation):
    """Whether these are the identifiers of one entry: of what it offers and of itself. Both are text."""
    try:
        return service == service_id(UUID(organisation))
    except ValueError:
        return False
