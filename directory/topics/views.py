from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from directory.govuk.reading import require_safe
from directory.search.pages.my_setting import for_my_setting
from directory.search.pages.result_lists import ResultLists
from directory.taxonomy.models import Topic
from directory.topics.hub import HubPage
from directory.topics.models import Collection, Hub
from directory.topics.structured_data import collection_data, topics_data


@require_safe
@for_my_setting
def topics(request):
    """Every topic by its group, with how many entries it has within the setting."""
    counts = ResultLists(request.setting).counts("topic")
    hubs = {hub.topic_id: hub for hub in Hub.objects.all()}
    wanted = Topic.objects.filter(retired=False)
    groups = [
        (group.label, [(topic, hubs.get(topic.pk), counts[topic.code]) for topic in wanted if topic.group == group])
        for group in Topic.Group
    ]
    return render(request, "topics/topics.html", {"groups": groups, "structured_data": topics_data(wanted)})


@require_safe
@for_my_setting
def hub(request, slug):
    topic = Topic.objects.select_related("merged_into").filter(slug=slug).first()
    if topic is None or (topic.retired and not topic.merged_into_id):
        raise Http404
    if topic.merged_into_id:
        return redirect("topics:hub", topic.today.slug, permanent=True)
    return render(request, "topics/hub.html", {"page": HubPage(topic, request.setting), "topic": topic})


@require_safe
@for_my_setting
def collection(request, slug):
    """What a curator put together: the same for every setting."""
    found = get_object_or_404(Collection, slug=slug)
    items = found.items.shown()
    context = {"collection": found, "items": items, "structured_data": collection_data(found, items)}
    return render(request, "topics/collection.html", context)
