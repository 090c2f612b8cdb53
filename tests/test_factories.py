"""An entry of the factories is what saving it, choosing its terms and publishing it would make."""

import pytest
from django.core.exceptions import ValidationError

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revision
from directory.catalogue.actions.steps import publish
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.reading import fields_of, model_of, record_of
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.states import Action
from directory.search.documents.models import SearchDocument
from tests.factories import make_case_study, make_course, make_guidance, make_organisation, make_resource

pytestmark = pytest.mark.django_db

MAKERS = {
    Kind.RESOURCE: make_resource,
    Kind.ORGANISATION: lambda **values: make_organisation(phone="01785 123456", **values),
    Kind.TRAINING: make_course,
    Kind.CASE_STUDY: make_case_study,
    Kind.GUIDANCE: make_guidance,
}


def made_by_hand(like, published):
    """An entry that says what `like` says, and went the whole way."""
    model = type(like)
    fields = [field for field in fields_of(model) if field.name not in ("slug", "title")]
    values = {field.name: getattr(like, field.name) for field in fields if not field.many_to_many}
    entry = save_entry(entry=model(title=like.title, slug="by-hand", **values))
    for field in fields:
        if field.many_to_many:
            getattr(entry, field.name).add(*getattr(like, field.name).all())
    for name in model.ROWS:
        replace_rows(entry, name, record_of(like)[name])
    if published:
        return publish(entry=entry)
    record_revision(entry=entry, action=Action.CREATED, by=like.created_by)
    return entry


def rows_of(entry):
    """All that the bank keeps of an entry, but for what tells one from another and when each was made."""
    own = model_of(entry.kind).objects.filter(pk=entry.pk).values().get()
    revisions = Revision.objects.filter(entry=entry.pk).order_by("number").values()
    document = SearchDocument.objects.filter(pk=entry.pk).values().first()
    rows = [own, *(document,) * bool(document), *revisions, *(revision.pop("record") for revision in revisions)]
    differing = {"id", "entry_ptr_id", "entry_id", "uuid", "slug", "reference", "created_at", "updated_at"}
    differing |= {"published_at", "published_second", "at", "revision", "seal"}
    return [{name: value for name, value in row.items() if name not in differing} for row in rows]


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("kind", Kind)
def test_an_entry_is_made_as_if_by_hand(kind, published):
    made = MAKERS[kind](title="Something", published=published)
    by_hand = made_by_hand(type(made).objects.get(pk=made.pk), published)
    assert rows_of(made) == rows_of(by_hand)
    assert record_of(Entry.objects.get(pk=made.pk)).keys() == made.revisions.get().record.keys()
    assert (made.state, made.published_at is None) == (by_hand.state, by_hand.published_at is None)
    assert SearchDocument.objects.filter(pk=made.pk).exists() is published


def test_what_readers_need_is_missed_here_too():
    with pytest.raises(ValidationError, match="at least one topic"):
        make_resource(topics=[])
