"""What the list behind a door says of itself to other programs."""

from directory.catalogue.structured_data import collection_page
from directory.search.pages.browse_pages import says_of


def list_of(page):
    """The beginning of the list, as the page shows it."""
    shown = [page.made[pk] for pk in page.hits.ids if pk in page.made]
    named = [(card.name, card.url) for card in shown]
    return collection_page(page.door.label, page.path, named, description=says_of(page.door), total=page.total)
