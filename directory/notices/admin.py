"""The page on which members of staff choose their emails."""

from django.contrib import admin, messages
from django.shortcuts import redirect

from directory.catalogue.admin.read_only import ReadOnly
from directory.notices.forms import ChoicesForm
from directory.notices.models import EmailChoices
from directory.notices.recipients import choices_of, choices_open_to
from directory.staff.forms import posted


@admin.register(EmailChoices)
class EmailChoicesAdmin(ReadOnly, admin.ModelAdmin):
    """Everybody has their own page, and nobody sees another's."""

    def has_view_permission(self, request, obj=None):
        return False

    def has_module_permission(self, request):
        return False

    def get_urls(self):
        return [self.custom_path("mine/", self.mine, "mine"), *super().get_urls()]

    def mine(self, request):
        user = request.user
        form = ChoicesForm(posted(request), instance=choices_of(user), names=choices_open_to(user))
        if request.method == "POST" and form.is_valid():
            form.save()
            messages.success(request, "Saved.")
            return redirect("admin:notices_emailchoices_mine")
        return self.custom_page(request, "notices/choices", "Emails I get", {"form": form, "address": user.email})
