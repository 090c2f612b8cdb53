"""The vocabularies in the admin, each with the versions of its terms; and two topics made one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect

from directory.catalogue.admin.versioned_admin import GuardedVersionForm, VersionedAdmin
from directory.catalogue.models import Entry
from directory.curation import topic_merging
from directory.curation.forms import MergeForm
from directory.staff.forms import posted
from directory.taxonomy import models
from directory.taxonomy.admin import GlossaryTermAdmin, MergedStaysRetired, NamedOnce, TermAdmin, TopicAdmin
from directory.taxonomy.models import Topic

TERMS = [
    models.Sector,
    models.KeyStage,
    models.YearGroup,
    models.Ability,
    models.Audience,
    models.District,
    models.Cost,
    models.HelpKind,
    models.ResourceKind,
    models.RsheStrand,
    models.DeliveryMode,
    models.Place,
    models.TrainingLevel,
]


def register_all(site):
    site.register(TERMS, VersionedTermAdmin)
    site.register(models.GlossaryTerm, VersionedGlossaryAdmin)
    site.register(Topic, MergingTopicAdmin)


class TermForm(NamedOnce, GuardedVersionForm):
    """A term of any vocabulary."""


class TopicForm(MergedStaysRetired, TermForm):
    """A topic, whose sayings are looked over like all that readers see."""


class VersionedTermAdmin(TermAdmin, VersionedAdmin):
    """A term of any vocabulary."""

    form = TermForm


class VersionedGlossaryAdmin(GlossaryTermAdmin, VersionedAdmin):
    """A word that readers may not know."""

    form = TermForm


class MergingTopicAdmin(TopicAdmin, VersionedAdmin):
    """Topics, as every vocabulary, and two of them made one."""

    form = TopicForm
    change_form_template = "admin/curation/topic.html"

    def get_urls(self):
        return [
            self.custom_path("<int:pk>/merge/", self.merge, "merge"),
            self.custom_path("<int:pk>/separate/", self.separate, "separate"),
            *super().get_urls(),
        ]

    def merge(self, request, pk):
        topic = get_object_or_404(Topic, pk=pk)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        form, problems = MergeForm(posted(request), topic=topic), []
        number = Entry.objects.filter(taggings__tag=topic).count()
        if request.method == "POST" and form.is_valid():
            try:
                moved = topic_merging.merge_topics(topic=topic, into=form.cleaned_data["into"], by=request.user)
                messages.success(request, f"Merged. {moved} entries are now about “{form.cleaned_data['into']}”.")
                return redirect("admin:taxonomy_topic_changelist")
            except ValidationError as error:
                problems = error.messages
        words = (
            f"{number} entries are about “{topic}”. They will move to the other topic, and “{topic}” will be retired."
        )
        context = {"form": form, "problems": problems, "words": words, "button": "Merge"}
        context["also"] = list(topic_merging.what_else_is_about(topic))
        return self.custom_page(request, "catalogue/form", f"Merge “{topic}” into another", context)

    def separate(self, request, pk):
        topic = get_object_or_404(Topic, pk=pk)
        if not self.has_change_permission(request, topic):
            raise PermissionDenied
        problems = []
        if request.method == "POST":
            try:
                done = topic_merging.separate_topic(topic=topic, by=request.user)
                messages.success(
                    request, f"“{topic}” stands for itself again. Entries that got it back: {done.done}."
                )
                for entry in done.left:
                    messages.warning(request, f"{entry}: its topics have been changed since, and stay as they are.")
                return redirect("admin:taxonomy_topic_change", topic.pk)
            except ValidationError as error:
                problems = error.messages
        words = (
            f"“{topic}” will be offered again, with its address, the words of its hub, its sayings and its picks. "
            "Entries that the merge moved get it back, unless somebody has changed their topics since."
        )
        context = {"problems": problems, "words": words, "button": "Separate again"}
        return self.custom_page(request, "catalogue/form", f"Separate “{topic}” again", context)
