"""A list as a document. It says nothing of the list's address: what is printed is shown to colleagues."""

from datetime import timedelta

from django.utils import timezone

from directory.county.current import county
from directory.shortlist.list_contents import contents_of
from directory.typesetting.blocks import contents, heading, labelled, paragraph, paragraphs, text_under, together
from directory.typesetting.document import Document
from directory.typesetting.words import reach, said
from directory.who_to_call.models import Contact

MOST_WITHOUT_CONTENTS = 10  # entries: a shorter pack is leafed through
KEPT_FOR = timedelta(minutes=10)  # for whoever asks twice: a list is its readers' own


def pack(shortlist, root):
    """`root` is the address of the site."""
    listed, gone = contents_of(shortlist)
    blocks, last = parts(listed, gone, root), [together(*helplines())]
    return Document(str(shortlist), blocks, timezone.localdate(), f"{root}/", last=last, kept_for=KEPT_FOR)


def parts(listed, gone, root):
    yield paragraph(f"From the resource bank for {county.schools}.", look="lead")
    if len(listed) > MOST_WITHOUT_CONTENTS:
        yield paragraph("Contents", look="big")
        yield contents()
    for item in listed:
        yield from part(item, root)
    if gone:
        yield paragraph(gone_in_words(gone))


def part(item, root):
    """One entry with all that is taken along of it."""
    entry = item.entry
    yield heading(item.title)
    yield paragraph(f"{item.kind}{f'. {item.state}' if item.state else ''}", look="small")
    yield from before_it_is_used(entry, root)
    yield from paragraphs(entry.summary)
    if item.note:
        yield labelled("Note", item.note)
    yield from (labelled(name, value) for name, value in (*item.contact, *item.facts))
    texts = [*item.story, ("How to use it", entry.how_to_use), ("When not to use it", entry.when_not_to_use)]
    for name, text in [*texts, ("What to do next", entry.what_next)]:
        yield from text_under(name, text)
    if entry.url:
        yield labelled("Web address", said(entry.url, to=entry.url))
    yield labelled("In the resource bank", address_of(entry, root))


def before_it_is_used(entry, root):
    """What has taken its place, and what it may do to those who see it."""
    if entry.replacement:
        yield labelled("Use this instead", f"{entry.successor.title}. ", address_of(entry.successor, root))
    if entry.content_warning:
        yield labelled("Content warning", entry.content_warning)


def address_of(entry, root):
    address = f"{root}{entry.get_absolute_url()}"
    return said(address, to=address)


def helplines():
    """The last part of every pack: who to call."""
    yield heading("If a child needs help now")
    yield paragraph("999 if a child is in danger now", look="big")
    band = (one for one in Contact.objects.shown().for_needs(["band"]) if one.number.is_number)
    for contact in band:
        yield paragraph(reach(contact.number), f"  {contact.title}", look="big")
        yield from paragraphs(contact.number.note)


def gone_in_words(gone):
    if gone == 1:
        return "1 entry is no longer in the resource bank."
    return f"{gone} entries are no longer in the resource bank."
