"""What the pages of one entry have in common, whatever its kind."""

from django.contrib import admin
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from directory.catalogue.models import FormerSlug
from directory.catalogue.states import State
from directory.catalogue.structured_data import description_of
from directory.catalogue.workflow import ASSURE, may_see


@method_decorator(csrf_exempt, name="dispatch")  # it is only read: what is sent gets 405
class EntryDetail(View):
    """The public page of a published entry. `model` is its kind, `shows` what only that kind's page says of it.

    An old address redirects to today's; an archived entry's page says so, with status 410.
    """

    model, shows = None, ()
    http_method_names = ["get", "head"]

    def get(self, request, slug):
        entry = self.entry_called(slug)
        if entry is None:
            return self.moved(slug)
        if entry.state == State.ARCHIVED:
            context = {"entry": entry, "title": entry.title_for_readers}
            return render(request, "catalogue/archived.html", context, status=410)
        if not entry.is_published:
            raise Http404
        return self.shown(entry)

    def entry_called(self, slug):
        return self.model.objects.with_terms().prefetch_related(*self.shows).filter(slug=slug).first()

    def shown(self, entry):
        context = self.context(entry)
        said = {"description": description_of(entry), "structured_data": self.structured_data(context)}
        return render(self.request, self.template, context | said)

    @property
    def template(self):
        return f"{self.model.KIND.namespace}/detail.html"

    def moved(self, slug):
        former = FormerSlug.objects.filter(kind=self.model.KIND, slug=slug).select_related("entry").first()
        if former is None or former.entry.state not in (State.PUBLISHED, State.ARCHIVED):
            raise Http404  # an address is made of a title, and so is today's of a draft
        return redirect(former.entry, permanent=True)

    def context(self, entry):
        return {"entry": entry, "kind": self.model.KIND}

    def structured_data(self, context):
        """What the page says of itself to other programs, if it is the page of the entry itself."""


@method_decorator(never_cache, name="dispatch")
class EntryPreview(EntryDetail):
    """The same page for staff, whatever the entry's state; what somebody may not see is not there for them."""

    def dispatch(self, request, *args, **kwargs):
        return admin.site.admin_view(super().dispatch)(request, *args, **kwargs)

    def get(self, request, slug):
        entry = self.entry_called(slug)
        works_on_it = request.user.has_perm(f"{self.model._meta.app_label}.view_{self.model._meta.model_name}")
        if entry is None or not (works_on_it or request.user.has_perm(ASSURE)) or not may_see(request.user, entry):
            raise Http404
        return render(request, self.template, {**self.context(entry), "preview": True, "may_edit": works_on_it})
