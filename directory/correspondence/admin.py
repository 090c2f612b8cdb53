"""The list of emails: what waits, what was sent and what was not, and never what they said."""

from django.contrib import admin, messages

from directory.correspondence import actions
from directory.correspondence.models import Email

SEE_ADDRESSES = "auth.view_user"  # whoever looks after accounts


@admin.register(Email)
class EmailAdmin(admin.ModelAdmin):
    list_display = ["subject", "state", "created_at", "ended_at", "tries", "problem"]
    list_display_links = None
    list_filter = ["state"]
    ordering = ["-created_at", "-pk"]
    actions = ["send_again"]
    fields = ["subject", "state", "created_at", "send_after", "tries", "claimed_at", "ended_at", "problem"]

    def may_see_addresses(self, request):
        return request.user.has_perm(SEE_ADDRESSES)

    def get_list_display(self, request):
        return [*self.list_display, *(["to"] if self.may_see_addresses(request) else [])]

    def get_search_fields(self, request):
        return ["to"] if self.may_see_addresses(request) else []

    def get_fields(self, request, obj=None):
        return [*self.fields, *(["to"] if self.may_see_addresses(request) else [])]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_again_permission(self, request):
        return request.user.has_perm(actions.CHANGE)

    @admin.action(description="Send these again", permissions=["again"])
    def send_again(self, request, emails):
        chosen = list(emails)
        number = actions.send_again(emails=chosen, by=request.user)
        for email in chosen:
            self.log_change(request, email, "Sent again.")
        left = f" Left as they are: {len(chosen) - number}." if number < len(chosen) else ""
        messages.success(request, f"Will be sent again: {number}.{left}")
