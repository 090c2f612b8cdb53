"""The XML inside a spreadsheet file, element by element. Nothing of it is kept, nothing in it is followed."""

from xml.parsers import expat

from django.core.exceptions import ValidationError

from directory.exchange.files.limits import refuse_long

PIECE = 64 * 1024  # bytes
LONGEST_TAG = 1024 * 1024  # bytes
DEEPEST = 64
MOST_ELEMENTS = 3_000_000  # a million rows that are blank and yet there have two million


class StrangeXmlError(Exception):
    """No spreadsheet program writes this."""


class Elements:
    """What comes of each piece of a part: (name, attributes) where an element starts; (name, its text) at its end."""

    def __init__(self):
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.found, self.words, self.length, self.depth, self.count, self.given = [], [], 0, 0, 0, 0

    def read(self, stream):
        while piece := stream.read(PIECE):
            self.given += len(piece)
            self.parser.Parse(piece)
            if self.given - self.parser.CurrentByteIndex > LONGEST_TAG:
                raise StrangeXmlError
            yield from self.found
            self.found = []
        self.parser.Parse(b"", True)
        yield from self.found

    def refuse(self, *_):
        raise StrangeXmlError  # entities of its own can be endless

    def start(self, name, attributes):
        self.depth, self.count, self.words, self.length = self.depth + 1, self.count + 1, [], 0
        if self.depth > DEEPEST:
            raise StrangeXmlError
        if self.count > MOST_ELEMENTS:
            raise ValidationError("The file has too many cells. Copy the rows you need to a new file.")
        self.found.append((local(name), attributes))

    def end(self, name):
        self.depth -= 1
        self.found.append((local(name), "".join(self.words)))
        self.words = []

    def text(self, words):
        self.length += len(words)
        refuse_long(self.length)
        self.words.append(words)


def local(name):
    return name.rpartition(":")[2]


def elements(packed, part):
    """(name, attributes) at the start of each element of a part, and (name, text) at its end."""
    with packed.open(part) as stream:
        yield from Elements().read(stream)


def starts(packed, part):
    """(name, attributes) of each element."""
    return ((name, found) for name, found in elements(packed, part) if isinstance(found, dict))
