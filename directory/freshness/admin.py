"""The list of links: which do not work, and which lead elsewhere now."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.kinds import Kind
from directory.freshness import actions, moved
from directory.freshness.models import Link


@admin.register(Link)
class LinkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = [
        "for_entry",
        "field",
        "address",
        "state",
        "status",
        "problem",
        "leads_to",
        "title",
        "checked_at",
        "look",
    ]
    list_display_links = None
    list_filter = ["state", "entry__kind", "entry__state"]
    list_select_related = ["entry"]
    search_fields = ["address", "entry__title"]
    actions = ["use_new_addresses", "check_selected", "accept_selected"]

    def has_accept_permission(self, request):
        return request.user.has_perm("freshness.change_link")

    @admin.display(description="entry", ordering="entry__title")
    def for_entry(self, link):
        return format_html(
            '<a href="{}">{}</a>', edit_address(Kind(link.entry.kind), link.entry_id), link.entry.title
        )

    @admin.display(description="look")
    def look(self, link):
        return format_html('<a href="{}" rel="noopener noreferrer">Open</a>', link.leads_to or link.address)

    @admin.action(description="I have checked: these go to the right page", permissions=["accept"])
    def accept_selected(self, request, links):
        for link in links:
            actions.accept(link=link)
        messages.success(request, "Marked as correct.")

    @admin.action(description="Use the new addresses", permissions=["accept"])
    def use_new_addresses(self, request, links):
        """Each by itself: one that cannot be used keeps none of the others."""
        used = 0
        for link in links:
            try:
                moved.use_new_address(link=link, by=request.user)
                used += 1
            except (ValidationError, PermissionDenied) as error:
                why = getattr(error, "messages", ["You cannot edit it now."])
                messages.error(request, f"{link.entry}: {' '.join(why)}")
        messages.success(request, f"Entries with a new address: {used}.")

    @admin.action(description="Check these links now", permissions=["accept"])
    def check_selected(self, request, links):
        asked, later = actions.check_some_now(links=list(links))
        for link in asked[:20]:
            messages.info(request, f"{link.entry}: {link.answer_in_words}")
        words = f" {later} more will be asked first at the next check." if later else ""
        messages.success(request, f"Checked now: {len(asked)}.{words}")
