"""Loading the starter content: all of it or nothing, and never over what curators have made of it."""

from datetime import date

from django.db import transaction

from directory.catalogue.actions.editing import save_entry
from directory.catalogue.actions.history import record_revisions
from directory.catalogue.actions.steps import publish_all
from directory.catalogue.kinds import Kind
from directory.catalogue.models import Entry
from directory.catalogue.records.reading import model_of
from directory.catalogue.records.rows import replace_rows
from directory.catalogue.records.terms import add_in_bulk, term_rows
from directory.catalogue.states import Action, Confidence
from directory.county.current import county
from directory.exchange.models import StarterRecord
from directory.exchange.starter_content.content import problems_of, read_content
from directory.exchange.starter_content.loaded import Loaded
from directory.exchange.starter_content.loading_topics import load_areas, load_collections, load_hubs
from directory.exchange.starter_content.reading import ContentError
from directory.exchange.starter_content.routes import load_routes
from directory.exchange.starter_content.shapes import SHAPES, VOCABULARIES, as_list
from directory.networks.models import Network
from directory.search.documents import index_writer
from directory.search.documents.models import SynonymGroup
from directory.taxonomy.models import Audience, District, GlossaryTerm, KeyStage, Topic


def load_content(*, folder, county=county):
    """Load everything in `folder`, and what the county has in its own. Raises ContentError with every problem found;
    then nothing has changed.
    """
    content = read_content(folder, county)
    if problems := [*problems_of(content, county), *problems_of_districts(content.vocabularies["districts"])]:
        raise ContentError(problems)
    with transaction.atomic(), index_writer.batched_updates():
        loaded = {
            "terms": load_vocabularies(content.vocabularies),
            "glossary terms": load_glossary(content.glossary),
            "groups of synonyms": load_synonyms(content.synonyms),
            **load_entries(content.records),
            "topic hubs": load_hubs(content.hubs),
            "areas of the self-audit": load_areas(content.areas),
            "collections": load_collections(content.collections),
            "local networks": load_networks(content.networks),
            "needs of who to call": Loaded(*load_routes(content.routes)),
        }
        index_writer.vocabulary_changed()  # terms and synonyms that are added in bulk tell nobody
        return loaded


def problems_of_districts(terms):
    """A district that the bank has under another code: entries have the old one, which must stay."""
    codes = dict(District.objects.values_list("ons_code", "code"))
    for term in terms:
        there = codes.get(term["ons_code"], term["code"])
        if there != term["code"]:
            yield f"districts.csv, {term['code']}: the bank has it as {there}. Write {there}: a code never changes."


def districts_left(county=county):
    """Names of those that readers may choose and the county's file has not: nothing is taken from anybody."""
    left = District.objects.filter(retired=False).exclude(code__in=[*county.homes, District.NATIONAL])
    return list(left.values_list("label", flat=True))


def load_vocabularies(vocabularies):
    total = Loaded(0, 0)
    for name, model in VOCABULARIES.items():
        for term in vocabularies[name]:
            total += add_missing(model, {"code": term["code"]}, term_values(model, term))
    return total


def term_values(model, term):
    """A term's record as fields of its model. A topic's label is its tag's name."""
    values = {key: value for key, value in term.items() if key != "code"}
    if model is Topic:
        values["name"] = values.pop("label")
    for lines in {"search_words", "sayings"} & values.keys():
        values[lines] = "\n".join(values[lines])
    if "key_stage" in values:
        values["key_stage"] = KeyStage.objects.get(code=values["key_stage"])
    return values


def add_missing(model, identity, values):
    _, created = model.objects.get_or_create(**identity, defaults=values)
    return Loaded(int(created), int(not created))


def load_glossary(items):
    return load_once(
        GlossaryTerm(term=item["term"], short_forms=", ".join(item.get("short", [])), definition=item["definition"])
        for item in items
    )


def load_synonyms(groups):
    return load_once(SynonymGroup(phrases="\n".join(phrases)) for phrases in groups)


def load_networks(items):
    if Network.objects.exists():
        return Loaded(0, len(items))
    for item in items:
        values = {name: item[name] for name in ("name", "type", "summary")}
        network = Network.objects.create(slug=item["id"], **values)
        network.districts.set(District.objects.filter(code__in=item["districts"]))
        network.audiences.set(Audience.objects.filter(code__in=item["audiences"]))
    return Loaded(len(items), 0)


def load_once(rows):
    """Rows of one model, added all together while there are none; after that the curators' own are the only ones."""
    rows = list(rows)
    if not rows or type(rows[0]).objects.exists():
        return Loaded(0, len(rows))
    type(rows[0]).objects.bulk_create(rows)
    return Loaded(len(rows), 0)


def load_entries(records):
    """Add the entries not loaded before, then join those that name each other, then publish what may be."""
    terms = {name: model.objects.in_bulk(field_name="code") for name, model in VOCABULARIES.items()}
    added = []
    counts = {}
    for shape, items in records.items():
        known = set(StarterRecord.objects.filter(kind=shape.model.KIND).values_list("reference", flat=True))
        new = [(add_entry(record, shape, terms), record, shape) for record in items if record["id"] not in known]
        counts[shape.model.KIND.plural.lower()] = Loaded(len(new), len(items) - len(new))
        added += new
    add_in_bulk(row for item in added for row in rows_beside(*item, terms))
    for entry, found, shape in added:
        link_references(entry, found, shape)
    keep_first_versions()
    if problems := list(publish_the_confident(added)):
        raise ContentError(problems)
    return counts


def keep_first_versions():
    """Of all that has no history yet: what was just added, and what came before versions were kept."""
    for kind in Kind:
        ids = Entry.objects.of_kind(kind).filter(revisions__isnull=True).values_list("pk", flat=True)
        record_revisions(model=model_of(kind), ids=ids, action=Action.CREATED, why="The first version that is kept.")


def add_entry(record, shape, terms):
    """`terms`: vocabulary name -> code -> term."""
    entry = save_entry(entry=shape.model(slug=record["id"], **plain_values(record, shape, terms)))
    for name in shape.rows.keys() & record.keys():
        replace_rows(entry, name, record[name])
    return entry


def rows_beside(entry, record, shape, terms):
    """The terms of an entry that was just added, and that it was loaded."""
    for key, vocabulary in shape.terms.items():
        given = [terms[vocabulary][code] for code in dict.fromkeys(as_list(record.get(key)))]
        yield from term_rows(entry, shape.renamed.get(key, key), given)
    yield StarterRecord(kind=entry.kind, reference=record["id"], entry=entry)


def plain_values(record, shape, terms):
    """The record's own fields as the model wants them, without what needs other rows to be there first."""
    left_out = {"id", "successor", *shape.terms, *shape.refers, *shape.refers_to_many, *shape.rows}
    values = {}
    for key, value in record.items():
        if key in left_out:
            continue
        name = shape.renamed.get(key, key)
        if key in shape.term:
            value = terms[shape.term[key]][value] if value else None
        elif key in shape.lines:
            value = "\n".join(value)
        elif key in shape.dates:
            value = date.fromisoformat(value) if value else None
        elif value is None and not shape.model._meta.get_field(name).null:
            value = ""
        values[name] = value
    return values


def link_references(entry, record, shape):
    """Fill the fields that point to other entries, which may have been loaded in an earlier run."""
    named = {key: record[key] for key in shape.refers if record.get(key)}
    for key, reference in named.items():
        loaded = loaded_entry(shape.refers[key], reference, f"{shape.file}, {record['id']}: {key}")
        setattr(entry, key, Entry.objects.get(pk=loaded.pk) if key == "successor" else loaded.specific)
    if named:
        save_entry(entry=entry)
    for key, kind in shape.refers_to_many.items():
        where = f"{shape.file}, {record['id']}: {key}"
        getattr(entry, key).set([loaded_entry(kind, one, where).specific for one in as_list(record.get(key))])


def loaded_entry(kind, reference, where):
    loaded = StarterRecord.objects.get(kind=kind, reference=reference).entry
    if loaded is None:
        raise ContentError([f"{where} {reference!r} has been deleted here."])
    return loaded


def publish_the_confident(added):
    """Publish what was added, unless confidence is low. Yields what stands in the way, a sentence each."""
    confident = [item for item in added if item[0].confidence != Confidence.LOW]
    names = {entry.pk: f"{shape.file}, {record['id']}" for entry, record, shape in confident}
    for shape in SHAPES:
        ids = [entry.pk for entry, _, its_shape in confident if its_shape is shape]
        for pk, messages in publish_all(model=shape.model, ids=ids).items():
            yield from (f"{names[pk]}: {message}" for message in messages)
