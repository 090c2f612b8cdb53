"""The admin's page of the links of one entry, and what whoever approves it is told of them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.steps.warnings import StepWarning
from directory.catalogue.kinds import Kind
from directory.catalogue.workflow import may_edit
from directory.freshness import actions, moved
from directory.freshness.models import Link

GOOD = {Link.State.WORKS, Link.State.REFUSED}


class LinkPages:
    """What the admin of all entries has for links."""

    def link_urls(self):
        return [self.custom_path("<int:pk>/check-links/", self.check_links_page, "check_links")]

    def check_links_page(self, request, pk):
        """What its links answered; with a button, asked now, or the new address of one that has moved used."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (may_edit(request.user, entry) and request.user.has_perm("catalogue.view_entry")):
            raise PermissionDenied
        if request.method == "POST":
            self.ask_or_follow(request, entry)
            return redirect("admin:catalogue_entry_check_links", entry.pk)
        asked = {link.address: link for link in entry.links.all()}
        context = {
            "entry": entry,
            "links": [(address, asked.get(address)) for address in sorted(actions.addresses_of(entry))],
            "edit_address": edit_address(Kind(entry.kind), entry.pk),
        }
        return self.custom_page(request, "freshness/links", f"Check the links of “{entry}”", context)

    def ask_or_follow(self, request, entry):
        if "use" not in request.POST:
            for link in actions.check_now(entry=entry):
                messages.info(request, f"{link.get_state_display()}: {link.address} {link.problem}".strip())
            return
        for link in entry.links.all():
            if str(link.pk) == request.POST["use"]:
                try:
                    moved.use_new_address(link=link, by=request.user)
                    messages.success(request, "The entry has the new address.")
                except ValidationError as error:
                    messages.error(request, " ".join(error.messages))


def link_warnings(step, entry):
    """One for each address that has not answered yet as it should."""
    if not step.shows_it:
        return []
    known = {link.address: link for link in entry.links.all()}
    found = [(address, known.get(address)) for address in sorted(actions.addresses_of(entry))]
    return [warning_of(address, link) for address, link in found if link is None or link.state not in GOOD]


def warning_of(address, link):
    if link is None or link.checked_at is None:
        return StepWarning(f"We have not asked {address} yet.")
    goes_to = f" It goes to {link.leads_to}." if link.can_follow else ""
    return StepWarning(f"{address}: {link.answer_in_words}.{goes_to}", stops=True)
