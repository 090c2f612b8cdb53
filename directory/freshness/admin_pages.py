"""The admin's page to ask the links of one entry now."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.kinds import Kind
from directory.catalogue.workflow import may_edit
from directory.freshness import actions


class LinkPages:
    """What the admin of all entries has for links."""

    def link_urls(self):
        return [self.custom_path("<int:pk>/check-links/", self.check_links_page, "check_links")]

    def check_links_page(self, request, pk):
        """First what would be asked; then, with the button, what came of it."""
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not (may_edit(request.user, entry) and request.user.has_perm("catalogue.view_entry")):
            raise PermissionDenied
        if request.method == "POST":
            for link in actions.check_now(entry=entry):
                messages.info(request, f"{link.get_state_display()}: {link.address} {link.problem}".strip())
            return redirect(edit_address(Kind(entry.kind), entry.pk))
        addresses = ", ".join(sorted(actions.addresses_of(entry)))
        words = f"These will be asked now: {addresses}." if addresses else "It has no web address."
        context = {"words": words, "button": "Check now"}
        return self.custom_page(request, "catalogue/form", f"Check the links of “{entry}”", context)
