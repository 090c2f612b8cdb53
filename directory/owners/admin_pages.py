"""What lists of entries have for asking organisations: who answers for an entry, and sending to many at once."""

from django.contrib import admin, messages
from django.shortcuts import redirect

from directory.catalogue.plain_text import ids_in
from directory.owners import asking


class OwnerActions:
    """Two actions for a list. Each first shows what it would do; the pages are those of `OwnerAdmin`."""

    def has_owners_permission(self, request):
        return request.user.has_perm(asking.MANAGE)

    @admin.action(description="Ask the organisations if these are still right", permissions=["owners"])
    def ask_owners(self, request, entries):
        ids = self.some_ids(request, entries)
        return ids and self.asking_page(request, ids)

    @admin.action(description="Set who answers for these, from their public addresses", permissions=["owners"])
    def propose_owners(self, request, entries):
        ids = self.some_ids(request, entries)
        return ids and self.proposing_page(request, ids)

    def some_ids(self, request, entries):
        ids = list(entries.order_by("pk").values_list("pk", flat=True)[: asking.MOST + 1])
        if len(ids) > asking.MOST:
            messages.error(request, f"You can choose at most {asking.MOST} entries at once. Choose fewer.")
            return None
        return ids

    def asking_page(self, request, ids):
        context = {"round": asking.round_for(ids), "ids": ids}
        return self.custom_page(request, "owners/ask", "Ask organisations", context)

    def proposing_page(self, request, ids):
        context = {"proposed": asking.proposed_owners(ids), "chosen": len(ids)}
        return self.custom_page(request, "owners/propose", "Who answers for these entries", context)


class OwnerPages(OwnerActions):
    """The pages that those actions send to."""

    def owner_urls(self):
        return [
            self.custom_path("ask/", self.ask, "ask"),
            self.custom_path("propose/", self.propose, "propose"),
        ]

    def ask(self, request):
        """Send, once whoever would get which has been seen."""
        asking.may_manage(request.user)
        ids = posted_ids(request)
        if not ids:
            return redirect("admin:owners_owner_changelist")
        done = asking.ask(ids=ids, by=request.user)
        asked, emails, left_out = map(len, (done.to_ask, done.by_address, done.left_out))
        messages.success(request, f"Emails sent: {emails}. Entries asked about: {asked}. Left out: {left_out}.")
        return redirect("admin:owners_owner_changelist")

    def propose(self, request):
        """Make those owners whom a person ticked."""
        asking.may_manage(request.user)
        if ids := posted_ids(request):
            made = asking.accept_owners(ids=ids, by=request.user)
            messages.success(request, f"Entries that now have somebody who answers: {made}. Nobody has been emailed.")
        return redirect("admin:owners_owner_changelist")


def posted_ids(request):
    chosen = request.POST.getlist("ids") if request.method == "POST" else []
    return ids_in(chosen)[: asking.MOST]
