"""The list of links that lead elsewhere now."""

from django.contrib import admin, messages
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.kinds import Kind
from directory.freshness import actions
from directory.freshness.models import Link


@admin.register(Link)
class LinkAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["for_entry", "address", "state", "status", "problem", "leads_to", "title", "checked_at", "look"]
    list_display_links = None
    list_filter = ["state", "entry__kind", "entry__state"]
    list_select_related = ["entry"]
    search_fields = ["address", "entry__title"]
    actions = ["accept_selected"]

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
