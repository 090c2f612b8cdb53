"""The banks that we follow, and what they propose."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from directory.catalogue.admin.custom_pages import edit_address
from directory.catalogue.admin.read_only import ReadOnly
from directory.catalogue.admin.versioned_admin import VersionedAdmin
from directory.catalogue.kinds import Kind
from directory.following import deciding
from directory.following.cases import case_of
from directory.following.forms import BankForm, DecideForm
from directory.following.models import Bank, Proposal
from directory.following.querysets import URGENT
from directory.following.recognising import claims_identifier
from directory.staff.forms import posted

WHAT_CAME = ("read_at", "what_came", "more")
READ_SOON = "Its files will be read within a few minutes. What it proposes then waits on your desk."


@admin.register(Bank)
class BankAdmin(VersionedAdmin):
    """When each was read, what came and what failed. Saving one has all of it read anew."""

    form = BankForm
    fields = ["name", "address", "kinds", "topics", "state"]
    radio_fields = {"state": admin.VERTICAL}
    list_display = ["name", "state_in_words", "waiting", "more", "read_at", "what_came"]
    search_fields = ["name", "address"]
    actions = ["read_now"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_waiting()

    def get_readonly_fields(self, request, obj=None):
        return WHAT_CAME if obj else ()

    def get_fields(self, request, obj=None):
        return [*super().get_fields(request, obj), *self.get_readonly_fields(request, obj)]

    def has_delete_permission(self, request, obj=None):
        """What came from it keeps its history: a bank is stopped."""
        return False

    def has_read_permission(self, request):
        return request.user.has_perm("following.change_bank")

    @admin.display(description="reading", ordering="state")
    def state_in_words(self, bank):
        return bank.get_state_display().partition(":")[0]

    @admin.display(description="what came", ordering="failing_since")
    def what_came(self, bank):
        if bank.failing_since is None:
            return bank.outcome or "Not read yet."
        return f"Could not be read since {timezone.localtime(bank.failing_since):%-d %B %Y}. {bank.outcome}"

    @admin.display(description="wait for you", ordering="waiting")
    def waiting(self, bank):
        return bank.waiting

    @admin.action(description="Read these now", permissions=["read"])
    def read_now(self, request, banks):
        asked = Bank.objects.followed().filter(pk__in=banks.order_by().values("pk")).update(asked=True)
        messages.success(request, f"Banks that will be read within a few minutes: {asked}.")

    def save_model(self, request, obj, form, change):
        obj.read_anew()
        super().save_model(request, obj, form, change)
        if obj.state == Bank.State.FOLLOWED:
            messages.info(request, READ_SOON)


@admin.register(Proposal)
class ProposalAdmin(ReadOnly, admin.ModelAdmin):
    """What other banks say and ours does not, the most urgent first."""

    list_display = ["open", "what", "bank", "received_at", "state", "decided_by"]
    list_display_links = None
    list_filter = ["state", "what", "bank", "kind"]
    list_select_related = ["bank", "decided_by"]
    search_fields = ["title"]
    list_per_page = 50
    ordering = ["-state", "rank", "received_at", "pk"]  # what waits comes first in the alphabet's reverse
    change_list_template = "admin/following/proposals.html"

    def get_queryset(self, request):
        """Without what waits of a bank that is followed no more."""
        return super().get_queryset(request).exclude(bank__state=Bank.State.STOPPED, state=Proposal.State.WAITING)

    def get_urls(self):
        return [self.custom_path("<int:pk>/decide/", self.decide_page, "decide"), *super().get_urls()]

    def lookup_allowed(self, lookup, value, request=None):
        """The piles of the desk."""
        return lookup in ("rank__lte", "rank__gt") or super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {**(extra_context or {}), "with_more": Bank.objects.with_more()})

    @admin.display(description="entry", ordering="title")
    def open(self, proposal):
        address = reverse("admin:following_proposal_decide", args=[proposal.pk])
        urgent = "Look at this first: " if proposal.rank <= URGENT else ""
        return format_html('<a href="{}">{}{}</a>', address, urgent, proposal.title)

    def decide_page(self, request, pk):
        """Theirs beside ours; accepted or refused with one button."""
        if not request.user.has_perm(deciding.DECIDE):
            raise PermissionDenied
        proposal = get_object_or_404(Proposal.objects.select_related("bank", "entry", "decided_by"), pk=pk)
        try:
            case = case_of(proposal)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("admin:following_proposal_changelist")
        form, problems = DecideForm(posted(request), names=[part.name for part in case.parts]), []
        if request.method == "POST" and form.is_valid():
            try:
                return self.decided(request, proposal, form)
            except ValidationError as error:
                problems = error.messages
        return self.custom_page(
            request, "following/decide", f"{proposal.get_what_display()}: {proposal}", shown(case, form, problems)
        )

    def decided(self, request, proposal, form):
        said = {"proposal": proposal, "by": request.user, "version": form.cleaned_data["version"]}
        said["reason"] = form.cleaned_data["reason"]
        if "refuse" in request.POST:
            deciding.refuse(**said)
            messages.success(request, f"{proposal}: left as ours is. The same words will not be proposed again.")
        else:
            given = form.cleaned_data
            own = deciding.accept(
                **said, names=given["parts"], rang=form.rang_words, not_personal=given["not_personal"]
            )
            edit = format_html('<a href="{}">{}</a>', edit_address(Kind(own.kind), own.pk), own)
            messages.success(request, format_html("{}: done.", edit))
        following = Proposal.objects.waiting().first()
        if following is None:
            return redirect("admin:following_proposal_changelist")
        messages.info(request, f"Next: {following}.")
        return redirect("admin:following_proposal_decide", following.pk)


def shown(case, form, problems):
    """What the page says of a case, with what was ticked on it so far."""
    proposal, entry, names = case.proposal, case.entry, [part.name for part in case.parts]
    chosen = form.data.getlist("parts") if form.is_bound else [part.name for part in case.parts if part.ticked]
    return {
        "case": case,
        "proposal": proposal,
        "ours": entry,
        "claims_identifier": proposal.what == Proposal.What.ALIKE and claims_identifier(proposal),
        "edit": edit_address(Kind(entry.kind), entry.pk) if entry else "",
        "chosen": chosen,
        "numbers": case.numbers(names),
        "asks_to_ring": case.touches_numbers(names),
        "personal": case.personal(names),
        "form": form,
        "problems": problems,
        "is_waiting": proposal.state == Proposal.State.WAITING,
    }
