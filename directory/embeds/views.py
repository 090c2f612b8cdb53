from csp.constants import SELF
from csp.decorators import csp_update
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone

from directory.correspondence.queue import site_address
from directory.embeds.forms import ChoiceForm, DirectoryForm
from directory.embeds.framing import for_frames
from directory.embeds.offers import districts, of_topic, who_do_i_call_offer
from directory.embeds.topic_box import TopicBox
from directory.govuk.reading import require_safe
from directory.search.pages.my_setting import Setting
from directory.shortlist.support_directory import SupportDirectory
from directory.taxonomy.models import Topic


@require_safe
@csp_update({"frame-src": [SELF]})  # the preview
def choose(request):
    """Where a school chooses a box, sees it, and copies what shows it on its website."""
    form = ChoiceForm(request.GET if "show" in request.GET else None)
    offer, years = (form.chosen, form.years) if form.is_valid() else (who_do_i_call_offer(), [])
    context = {"form": form, "offer": offer, "path": offer.path_for(years)}
    context["page"] = site_address(offer.page_for(years))
    context["snippet"] = render_to_string("embeds/snippet.html", {**context, "site_address": site_address})
    return render(request, "embeds/choose.html", context, status=400 if form.errors else 200)


@for_frames
@require_safe
def topic(request, slug):
    found = Topic.objects.select_related("merged_into").filter(slug=slug).first()
    if found and found.merged_into_id:
        return redirect("embeds:topic", found.today.slug, permanent=True)
    if found is None or found.retired:
        return gone(request)
    box = TopicBox(found, timezone.now())
    return render(request, "embeds/topic.html", {"box": box, "page": of_topic(found).page})


@for_frames
@require_safe
def directory(request, district):
    """The directory of one district, for the ages that the address says; a reader's own setting plays no part."""
    found = districts().filter(code=district.replace("-", "_")).first()
    form = DirectoryForm(request.GET)
    if found is None:
        return gone(request)
    if not form.is_valid():
        return gone(
            request, heading="This box cannot be shown", why="We do not know the year group in its web address."
        )
    setting = Setting(Setting.data_of(district=[found.code], year=form.cleaned_data["year"]))
    return render(request, "embeds/directory.html", {"directory": SupportDirectory(QueryDict(), setting)})


@for_frames
@require_safe
def who_do_i_call(request):
    return render(request, "embeds/who_do_i_call.html")


def gone(request, heading="This box has moved", why="What stood here is no longer at this address."):
    """Whom to call, all the same: somebody may look at an empty frame because a child needs help."""
    return render(request, "embeds/gone.html", {"heading": heading, "why": why}, status=404)
