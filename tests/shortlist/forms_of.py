"""What a browser sends of a page, as somebody who changes nothing would send it."""

from html.parser import HTMLParser


def form_values(page):
    """The values of the form with which a page changes a list: name -> value."""
    parser = Fields()
    parser.feed(page)
    return parser.values


class Fields(HTMLParser):
    """The fields and the chosen options of the form whose id is "form"."""

    def __init__(self):
        super().__init__()
        self.values, self.inside, self.select = {}, False, None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == "form"
        elif self.inside and tag == "input":
            self.values[attrs["name"]] = attrs.get("value", "")
        elif tag == "select":
            self.select = attrs["name"]
        elif self.inside and tag == "option" and (self.select not in self.values or "selected" in attrs):
            self.values[self.select] = attrs["value"]

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "form"
