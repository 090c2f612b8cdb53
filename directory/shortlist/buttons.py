"""What the buttons among a list's items do."""

from directory.catalogue.plain_text import id_in
from directory.shortlist import actions
from directory.shortlist.forms import BackForm


def press(shortlist, data, **order):
    """Do what the button that was pressed says, and return what it removed, if anything. `order` is for moving."""
    for name, by in (("up", -1), ("down", 1)):
        if item := id_in(data.get(name, "")):
            actions.move(shortlist=shortlist, item=item, by=by, **order)
    if "back" in data:
        put_back(shortlist, BackForm(data))
    item = id_in(data.get("remove", ""))
    return actions.take_out(shortlist=shortlist, item=item) if item else None


def put_back(shortlist, form):
    if form.is_valid():
        actions.put_back(shortlist=shortlist, **form.cleaned_data)
