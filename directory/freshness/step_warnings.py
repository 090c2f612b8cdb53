"""What whoever approves an entry is told of its links."""

from directory.catalogue.admin.step_warnings import StepWarning
from directory.freshness.actions import addresses_of
from directory.freshness.models import Link

GOOD = {Link.State.WORKS, Link.State.REFUSED}


def link_warnings(step, entry):
    """One for each address that has not answered yet as it should."""
    if not step.shows_it:
        return []
    known = {link.address: link for link in entry.links.all()}
    found = [(address, known.get(address)) for address in sorted(addresses_of(entry))]
    return [warning_of(address, link) for address, link in found if link is None or link.state not in GOOD]


def warning_of(address, link):
    if link is None or link.checked_at is None:
        return StepWarning(f"We have not asked {address} yet.")
    goes_to = f" It goes to {link.leads_to}." if link.can_follow else ""
    return StepWarning(f"{address}: {link.answer_in_words}.{goes_to}", stops=True)
