"""Which database changes make a document, or what every search page shows, stale. Connected when the app is ready."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from directory.casestudies.models import CaseStudy, Decision
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, TopicTagging
from directory.catalogue.signals import entries_changed, versions_forgotten
from directory.guidance.models import GuidanceUpdate
from directory.organisations.models import ContactPoint, Organisation
from directory.resources.models import Pick, Resource
from directory.search.documents import index_writer
from directory.search.documents.models import SynonymGroup
from directory.taxonomy import models as taxonomy
from directory.training.models import Course, CourseSession

# The kinds that others name, each with the way to it. What replaces an entry can be of any kind.
NAMED_BY = {Kind.ORGANISATION: "course__provider", Kind.RESOURCE: "guidanceupdate__related_resource"}
EVERY_WAY = ("successor", *NAMED_BY.values())

KINDS = (Resource, Organisation, Course, CaseStudy, GuidanceUpdate)

# The vocabularies, each with the way from an entry to its terms, if their labels stand in documents or on cards.
VOCABULARIES = {
    taxonomy.Sector: "sectors",
    taxonomy.Ability: "abilities",
    taxonomy.Audience: "audiences",
    taxonomy.District: "districts",
    taxonomy.Cost: "cost",
    taxonomy.Topic: "taggings__tag",
    taxonomy.HelpKind: "organisation__help_kinds",
    taxonomy.ResourceKind: "resource__resource_kinds",
    taxonomy.RsheStrand: "resource__rshe_strands",
    taxonomy.DeliveryMode: "course__delivery_modes",
    taxonomy.Place: "casestudy__places",
    taxonomy.TrainingLevel: "course__level",
    taxonomy.KeyStage: None,
    taxonomy.YearGroup: None,
}


def connect():
    for model in (*KINDS, Entry):
        pre_save.connect(entry_being_saved, sender=model)
        post_save.connect(entry_saved, sender=model)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(terms_changed, sender=field.remote_field.through)
    post_delete.connect(entry_deleted, sender=Entry)
    post_delete.connect(update_deleted, sender=GuidanceUpdate)
    entries_changed.connect(several_changed)
    versions_forgotten.connect(history_changed)
    post_save.connect(topic_given, sender=TopicTagging)
    post_delete.connect(topic_taken, sender=TopicTagging)
    post_save.connect(session_changed, sender=CourseSession)
    post_delete.connect(session_changed, sender=CourseSession)
    post_save.connect(contact_point_changed, sender=ContactPoint)
    post_delete.connect(contact_point_changed, sender=ContactPoint)
    post_save.connect(decision_changed, sender=Decision)
    post_delete.connect(decision_changed, sender=Decision)
    pre_save.connect(pick_being_saved, sender=Pick)
    post_save.connect(pick_changed, sender=Pick)
    post_delete.connect(pick_changed, sender=Pick)
    for vocabulary in VOCABULARIES:
        pre_save.connect(term_being_saved, sender=vocabulary)
        post_save.connect(term_saved, sender=vocabulary)
        post_delete.connect(term_saved, sender=vocabulary)
    post_save.connect(synonyms_changed, sender=SynonymGroup)
    post_delete.connect(synonyms_changed, sender=SynonymGroup)


def entry_being_saved(sender, instance, **kwargs):
    """What it named until now must learn that it does so no more."""
    instance.named = named_by({instance.pk})


def entry_saved(sender, instance, created, **kwargs):
    """What names an entry changes with it, and what it names: those it replaces, the one that replaces it, an
    organisation's courses, notes on a document and the document itself.
    """
    ids = {instance.pk}
    if not created:
        ids |= naming({instance.pk}, filter(None, ["successor", NAMED_BY.get(instance.kind)]))
    index_writer.update_documents(ids | instance.named | named_by(ids))


def entry_deleted(sender, instance, **kwargs):
    index_writer.update_documents({instance.pk, instance.successor_id} - {None})


def update_deleted(sender, instance, **kwargs):
    index_writer.update_documents({instance.related_resource_id} - {None})


def several_changed(sender, ids, **kwargs):
    index_writer.update_documents({*ids} | named_by(ids) | naming(ids, EVERY_WAY))


def history_changed(sender, entry, **kwargs):
    """What feeds and files say of it, such as when it last changed, is read from its history: no answer of before
    stays in use.
    """
    index_writer.update_documents({entry.pk})


def terms_changed(sender, instance, action, reverse, pk_set, **kwargs):
    """From the term's side, clearing says what it took away only beforehand."""
    if reverse and action == "pre_clear":
        instance.losing = ids_of(**{VOCABULARIES[type(instance)]: instance.pk})
    elif action.startswith("post_"):
        ids = {instance.pk} if not reverse else pk_set if pk_set is not None else instance.losing
        index_writer.update_documents(set(ids))


def topic_given(sender, instance, **kwargs):
    index_writer.update_documents({instance.content_object_id})


def topic_taken(sender, instance, origin, **kwargs):
    """When the entry itself is being deleted, its document is told so by that."""
    if getattr(origin, "model", type(origin)) is TopicTagging:
        index_writer.update_documents({instance.content_object_id})


def session_changed(sender, instance, **kwargs):
    index_writer.update_documents({instance.course_id})


def contact_point_changed(sender, instance, **kwargs):
    index_writer.update_documents({instance.organisation_id})


def pick_being_saved(sender, instance, **kwargs):
    instance.was_for = set(Pick.objects.filter(pk=instance.pk).values_list("entry", flat=True))


def pick_changed(sender, instance, **kwargs):
    """Documents say the same, and cards another thing: a new revision makes another card."""
    index_writer.update_documents({instance.entry_id} | getattr(instance, "was_for", set()))


def decision_changed(sender, instance, **kwargs):
    index_writer.update_documents({instance.case_study_id})


def term_being_saved(sender, instance, **kwargs):
    """People go on searching for what a term was called before."""
    before = sender.objects.filter(pk=instance.pk).first()
    instance.was_called = before.label if before else instance.label


def term_saved(sender, instance, created=False, **kwargs):
    if not created and (was_called := getattr(instance, "was_called", instance.label)) != instance.label:
        SynonymGroup.objects.join(instance.label, was_called)
    index_writer.vocabulary_changed()
    path = VOCABULARIES[sender]
    if path and not created:
        index_writer.update_documents(ids_of(**{path: instance.pk}))


def synonyms_changed(sender, **kwargs):
    index_writer.vocabulary_changed()


def named_by(ids):
    """What replaces any of these entries, and the documents that any of them is a change of."""
    named = Entry.objects.filter(pk__in=ids).order_by().values_list("successor", "guidanceupdate__related_resource")
    return {pk for pair in named for pk in pair if pk}


def naming(ids, ways):
    """The entries that name any of these in one of these ways."""
    return {pk for way in ways for pk in ids_of(**{f"{way}__in": ids})}


def ids_of(**condition):
    return set(Entry.objects.filter(**condition).order_by().values_list("pk", flat=True))
