"""Places in a query: towns, villages and wards of the county and its neighbours, and outward postcodes.

The county's files say where each is. A name that is also a word or a surname is a place only where the
sentence says so: "counselling stone" and "near stone", but not "turned to stone" or "emma stone".
"""

import re

from directory.county.current import county
from directory.search.language.english.stemming import stem
from directory.search.language.english.stop_words import STOP_WORDS
from directory.search.language.text_analysis import tokenize

BEFORE_PLACES = frozenset("in near at around from for nr outside across within".split())
SAID_IN_STONE = frozenset("set carved written cast etched".split())
NO_PLACE_AFTER = frozenset(
    """
    rolling stepping kidney gall precious gem lime sand throw throws throwing threw thrown first last each every heavy
    like heart mill corner no not
    """.split()
)
SERVICES = frozenset(
    """
    academy advice adviser agency camhs carers centre charities charity children clinic college colleges
    counselling counsellor counsellors families family group groups helpline helplines high hospital hub infant
    infants junior local mash nursery organisation organisations parents police primary pupils refuge safeguarding
    school schools secondary service services social support team teams therapy training young youth
    """.split()
)
FIRST_NAMES = frozenset(
    """
    aaron abigail adam adele aisha alan alex alexander alfie ali alice amanda amber amelia amy andrea andrew
    angela anna anne anthony archie arthur ava barbara barry ben benjamin beth bethany brian callum cameron carol
    caroline catherine charles charlie charlotte cheryl chloe chris christine christopher claire colin connor
    craig daisy dan daniel danielle darren dave david dean deborah denise derek diane dominic donna dylan eddie
    edward eleanor elizabeth ella ellie emily emma eric ethan eva evie fatima finley florence freddie freya
    gareth gary gemma geoff george georgia gordon graham greg hannah harriet harry harvey hayley heather helen
    henry holly ian imogen isaac isabella isla ivy jack jacob jade jake james jamie jane janet jason jayden jean
    jennifer jenny jess jessica jim joan joanna joe joel john jonathan jordan joseph josh joshua joss jude judith
    julia julie karen kate katherine katie keith kelly ken kenneth kevin kieran kim kimberley kyle laura lauren
    leah leanne lee leo leon lewis liam lily linda lisa logan louis louise luca lucas lucy luke lynn maisie
    margaret maria marie martin mary mason matt matthew max megan melissa mia michael michelle mike millie mo
    mohammed molly muhammad natalie nathan neil niamh nick nicola nigel noah oliver olivia oscar owen patricia
    patrick paul paula pauline peter phil philip phoebe poppy rachel ralph rebecca reece rhys richard riley robert
    robin roger ronnie rory rosie ross ruby russell ruth ryan sally sam samantha samuel sandra sarah scarlett
    scott sean sebastian sharon shaun sian simon sofia sophia sophie stacey stephanie stephen steve steven stuart
    susan suzanne sydney tanya teresa theo thomas tim tina toby tom tony tracey tracy trevor tyler valerie vanessa
    vicky victoria wayne wendy william zac zachary zara zoe
    """.split()
)


def words_of(name):
    return tuple(token.folded for token in tokenize(name))


NAMED = {words_of(place.name): place for place in county.places}
POSTCODES = {words_of(place.name): place for place in county.outward_codes}
# Ours with a space in them too, "ST 16"; else the figures would be an age. "CV 10" may be anything.
APART = {tuple(re.findall(r"[a-z]+|[0-9]+", code)): place for (code,), place in POSTCODES.items() if place.districts}
PLACES = NAMED | POSTCODES | APART
LONGEST = max(map(len, PLACES), default=1)  # words
PLACE_TERMS = frozenset(stem(word) for words in PLACES for word in words)
AMBIGUOUS_TERMS = frozenset(stem(words[0]) for words, place in NAMED.items() if place.ambiguous and len(words) == 1)


def place_at(tokens, start):
    """(the longest `Place` that begins there, how many words it is); (None, 0) if none does."""
    for size in range(min(LONGEST, len(tokens) - start), 0, -1):
        place = PLACES.get(tuple(token.word for token in tokens[start : start + size]))
        if place and is_place(tokens, start, size):
            return place, size
    return None, 0


def is_place(tokens, start, size):
    """Whether words that name a place do so here. More than one word nearly always do."""
    if is_no_place(tokens, start, size):
        return False
    if not PLACES[tuple(token.word for token in tokens[start : start + size])].ambiguous:
        return True
    return stands_alone(tokens, start, size) or is_said_to_be_a_place(tokens, start, start + size)


def is_no_place(tokens, start, size):
    """Whether one word is a surname, or another form of a word that is a place too: "tim" before a town, "stones"."""
    word = tokens[start].word
    if size > 1:
        return False
    if start and tokens[start - 1].word in FIRST_NAMES:
        return True
    return (word,) not in PLACES and tokens[start].term in AMBIGUOUS_TERMS


def stands_alone(tokens, start, size):
    """Whether nothing else is asked for."""
    return all(token.is_stop_word for token in (*tokens[:start], *tokens[start + size :]))


def is_said_to_be_a_place(tokens, start, end):
    """By what stands before or behind it."""
    before, after = around(tokens, start, end)
    if before in BEFORE_PLACES:
        return not (start > 1 and tokens[start - 2].word in SAID_IN_STONE)
    if before in NO_PLACE_AFTER:
        return False
    if is_beside_a_place(tokens, start, end) or {before, after} & SERVICES:
        return True
    return not after and bool(before) and before not in STOP_WORDS


def around(tokens, start, end):
    return tokens[start - 1].word if start else "", tokens[end].word if end < len(tokens) else ""


def is_beside_a_place(tokens, start, end):
    """Whether another name that can be nothing else, an outward postcode or the county stands beside it."""
    if end < len(tokens) and tokens[end].word in ("and", "or"):
        end += 1
    if start and tokens[start - 1].word in ("and", "or"):
        start -= 1
    for size in range(1, LONGEST + 1):
        for beside in (tokens[max(0, start - size) : start], tokens[end : end + size]):
            place = PLACES.get(tuple(token.word for token in beside))
            if place and not place.ambiguous:
                return True
    return any(token.word in county.names for token in (*tokens[max(0, start - 1) : start], *tokens[end : end + 1]))
