"""Who answers for which entry, what they were asked, and the changes that they sent."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import id_in
from directory.owners import asking
from directory.owners.admin_pages import OwnerPages
from directory.owners.changes import deciding
from directory.owners.forms import ChangeForm, DecideForm, OwnerForm
from directory.owners.models import Owner, ProposedChange
from directory.staff.forms import posted


class DueFilter(admin.SimpleListFilter):
    title = "to be asked"
    parameter_name = "due"

    def lookups(self, request, model_admin):
        return [("yes", "Now")]

    def queryset(self, request, owners):
        return owners.due() if self.value() else owners


@admin.register(Owner)
class OwnerAdmin(OwnerPages, ReadOnly, admin.ModelAdmin):
    """Whom we ask, those first who are to be asked next."""

    list_display = ["about", "email", "role", "due_on", "confirmed_at", "every_months", "paused"]
    list_display_links = None
    list_filter = [DueFilter, "paused", "entry__kind"]
    list_select_related = ["entry"]
    search_fields = ["entry__title", "email"]
    ordering = ["due_on", "entry__title", "pk"]
    list_per_page = 50
    actions = ["ask_these"]

    def get_urls(self):
        return [
            *self.owner_urls(),
            self.custom_path("entry/<int:pk>/", self.of_entry, "entry"),
            *super().get_urls(),
        ]

    @admin.display(description="entry", ordering="entry__title")
    def about(self, owner):
        address = reverse("admin:owners_owner_entry", args=[owner.entry_id])
        return format_html('<a href="{}">{}</a>', address, owner.entry)

    @admin.action(description="Ask if these are still right", permissions=["owners"])
    def ask_these(self, request, owners):
        return self.ask_owners(request, Entry.objects.filter(owner__in=owners.order_by().values("pk")))

    # One entry

    def of_entry(self, request, pk):
        """Who answers for one entry, and each time that they were asked."""
        asking.may_manage(request.user)
        entry = get_object_or_404(Entry, pk=pk)
        if request.method == "POST" and "do" in request.POST:
            return self.done(request, entry, request.POST["do"])
        owner = Owner.objects.filter(entry=pk).first()
        form = OwnerForm(posted(request), instance=owner)
        if request.method == "POST" and form.is_valid():
            asking.set_owner(entry=entry, by=request.user, **form.cleaned_data)
            messages.success(request, f"{entry}: saved.")
            return redirect("admin:owners_owner_entry", pk)
        context = {
            "entry": entry,
            "edit": edit_address(Kind(entry.kind), pk),
            "owner": Owner.objects.filter(entry=pk).first(),
            "form": form,
            "links": entry.confirmation_links.select_related("created_by", "change"),
            "now": timezone.now(),
            "changes": entry.proposed_changes.select_related("decided_by"),
        }
        return self.custom_page(request, "owners/entry", f"Who answers for {entry}", context)

    def done(self, request, entry, do):
        """One of the buttons beside the form. An answer that means nothing changes nothing."""
        if do == "ask":
            return self.asking_page(request, [entry.pk])
        if do == "forget":
            asking.forget_owner(entry=entry, by=request.user)
            messages.success(request, "The address has been removed, and its links no longer work.")
        elif do == "revoke" or id_in(do) is not None:
            ended = asking.revoke(entry=entry, by=request.user, link=id_in(do))
            messages.success(request, f"Links that no longer work: {ended}.")
        return redirect("admin:owners_owner_entry", entry.pk)


@admin.register(ProposedChange)
class ProposedChangeAdmin(ReadOnly, admin.ModelAdmin):
    """What organisations sent, the oldest first."""

    list_display = ["open", "kind", "received_at", "closed", "state", "decided_by"]
    list_display_links = None
    list_filter = ["state", "closed", "entry__kind"]
    list_select_related = ["entry", "decided_by"]
    search_fields = ["entry__title"]
    ordering = ["received_at", "pk"]

    def get_urls(self):
        return [
            self.custom_path("<int:pk>/decide/", self.decide, "decide"),
            self.custom_path("<int:pk>/amend/", self.amend, "amend"),
            *super().get_urls(),
        ]

    @admin.display(description="entry", ordering="entry__title")
    def open(self, change):
        return format_html(
            '<a href="{}">{}</a>', reverse("admin:owners_proposedchange_decide", args=[change.pk]), change.entry
        )

    @admin.display(description="kind", ordering="entry__kind")
    def kind(self, change):
        return change.entry.get_kind_display()

    def change_or_404(self, request, pk):
        if not request.user.has_perm(deciding.DECIDE):
            raise PermissionDenied
        return get_object_or_404(ProposedChange.objects.select_related("entry", "decided_by"), pk=pk)

    def decide(self, request, pk):
        """What they want, against what the entry says now; accepted or refused with one button."""
        change = self.change_or_404(request, pk)
        shown, problems = deciding.shown(change), []
        form = DecideForm(posted(request), shown=shown)
        if request.method == "POST" and form.is_valid():
            try:
                return self.decided(request, change, form)
            except ValidationError as error:
                problems = error.messages
        chosen = request.POST.getlist("parts") if form.is_bound else [part.name for part in shown if not part.clashes]
        context = {
            "change": change,
            "edit": edit_address(Kind(change.entry.kind), change.entry_id),
            "shown": shown,
            "chosen": chosen,
            "any_clash": any(part.clashes for part in shown),
            "numbers": deciding.to_ring(change),
            "new_numbers": deciding.new_numbers(change),
            "form": form,
            "problems": problems,
        }
        return self.custom_page(request, "owners/decide", f"Sent by the organisation: {change}", context)

    def decided(self, request, change, form):
        given = form.cleaned_data
        if "refuse" in request.POST:
            deciding.refuse(change=change, by=request.user, reason=given["reason"])
            messages.success(request, f"{change}: refused. The organisation is told why.")
        else:
            deciding.accept(change=change, by=request.user, names=given["parts"], rang=form.rang_words)
            messages.success(request, f"{change}: accepted.")
        following = ProposedChange.objects.waiting().select_related("entry").first()
        if following is None:
            return redirect("admin:owners_proposedchange_changelist")
        messages.info(request, f"Next: {following}.")
        return redirect("admin:owners_proposedchange_decide", following.pk)

    def amend(self, request, pk):
        """Put right what they sent, in the form in which they sent it."""
        change = self.change_or_404(request, pk)
        said = {name: getattr(change, name) for name in ("closed", "rest_is_right", "words")}
        form, problems = ChangeForm(posted(request), seen=change.seen, wanted=change.wanted, **said), []
        del form.fields["new_email"]
        if request.method == "POST" and form.is_valid():
            try:
                deciding.amend(change=change, by=request.user, said=form.said())
                return redirect("admin:owners_proposedchange_decide", pk)
            except ValidationError as error:
                problems = error.messages
        context = {"change": change, "form": form, "problems": problems}
        return self.custom_page(request, "owners/amend", f"Edit what was sent: {change}", context)
