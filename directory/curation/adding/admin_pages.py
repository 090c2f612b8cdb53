"""The admin's page to add an entry from a web address."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse

from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.curation.adding.forms import AddressForm, KindForm
from directory.curation.adding.proposals import FIELD_OF, propose
from directory.fetching.fetch_outcome import Limits
from directory.fetching.fetching import fetch
from directory.staff.forms import posted

WAIT = Limits(timeout=5, total=10)  # seconds: somebody waits for the page
PROPOSED = ("url", "title", "publisher", "age_min", "age_max", *FIELD_OF.values())


class AddingPages:
    """What the admin of all entries has for adding one from its address."""

    def adding_urls(self):
        return [
            self.custom_path("add-from-address/", self.address_page, "add_from_address"),
            self.custom_path("add-proposed/", self.add_proposed, "add_proposed"),
        ]

    def address_page(self, request):
        """First a web address; then what its page says, what is like it, and which kind of entry it becomes."""
        kinds = self.kinds_to_add(request)
        form, context = AddressForm(posted(request), initial=request.GET.dict()), {}
        if request.method == "POST" and form.is_valid():
            fetched = fetch(form.cleaned_data["url"], limits=WAIT)
            proposal = propose(fetched=fetched, among=Entry.objects.visible_to(request.user))
            context = {
                "proposal": proposal,
                "problem": fetched.problem or (f"It answers with error {fetched.status}." if failed(fetched) else ""),
                "kind_form": KindForm(kinds=kinds, initial={"kind": proposal.kind}),
            }
        return self.custom_page(
            request, "curation/add_from_address", "Add from an address", {"form": form, **context}
        )

    def add_proposed(self, request):
        """On to the form of the kind that was chosen, filled in with what was proposed."""
        form = KindForm(posted(request), kinds=self.kinds_to_add(request))
        if not form.is_valid():
            return redirect("admin:catalogue_entry_add_from_address")
        kind = Kind(form.cleaned_data["kind"])
        said = {name: request.POST[name] for name in PROPOSED if request.POST.get(name)}
        return redirect(f"{reverse(f'admin:{kind.namespace}_{kind.model_name}_add')}?{urlencode(said)}")

    def kinds_to_add(self, request):
        """The kinds that this person may add; whoever may add none has nothing to do here."""
        kinds = [kind for kind in Kind if request.user.has_perm(f"{kind.namespace}.add_{kind.model_name}")]
        if not kinds:
            raise PermissionDenied
        return kinds


def failed(fetched):
    return fetched.status is not None and fetched.status >= 400
