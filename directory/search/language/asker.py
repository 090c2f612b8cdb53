"""Who speaks in a query: a parent, a young person or somebody who works with children; and whether they plan."""

import re

from directory.search.language.text_analysis import WORD, fold

PARENT, YOUNG_PERSON = "parent", "young_person"

OWN_CHILD = (
    "child|children|daughters?|son|sons|kids?|girl|boy|lad|teen|teenager|grandson|granddaughter|stepson|stepdaughter"
)
PARENTS_SAY = re.compile(
    rf"\b(?:my|our)(?: \w+)?(?: \w+)? (?:{OWN_CHILD})\b"
    r"|\b(?:my|our) (?:\d+|\w+) (?:year|yr)s? olds?\b|\b(?:my|our) \d+yo\b|\bmy little (?:one|girl|boy)\b"
    r"|\b(?:daughters?|sons) (?:school|teacher|boyfriend|friend|phone|class)\b"
    r"|\bas a (?:parent|mum|dad|mother|father)\b|^(?:son|daughter)\b|\bmy little (?:girl|boy)s\b"
)

OWN_PEOPLE = """
    bf gf boyfriend girlfriend ex mate mates friend friends bestie crush mum mom dad mam nan stepdad stepmum
    stepbrother stepsister brother sister cousin uncle grandad parents foster teacher coach
"""
OWN_THINGS = """
    fault body bum boobs chest bra skirt pants knickers legs leg phone pic pics picture pictures nudes nude photo
    photos face name account head bed room hair uniform trousers snap
"""
DONE_TO_ME = """
    touched touching touches raped made makes making called calls calling sent sends sending followed
    following hit hits bullied bullying forced forces grabbed grabs grabbing kissed kisses hurt hurts
    threatened threatening blackmailing groped filmed pushed slapped
"""
YOUNG_PEOPLE_SAY = re.compile(
    rf"\bmy (?:step |best |foster |older |big |little |younger )?(?:{'|'.join((OWN_PEOPLE + OWN_THINGS).split())})\b"
    rf"|\b(?:{'|'.join(DONE_TO_ME.split())}) me\b|\b(?:against|on top of|behind) me\b"
    r"|\bask(?:s|ed|ing)? me (?:for|out|to send)\b|\bwan(?:na|t to) die\b|\bme and my\b"
    r"|\b(?:pics?|pictures?|photos?|nudes?|videos?|meme) of me\b"
    rf"|^got (?:{'|'.join(DONE_TO_ME.split())})\b"
    r"|\b(?:im|i am) (?:1\d|gay|trans|bi|lesbian|pregnant|scared)\b"
)


# Who says "I" and none of these is seldom staff.
STAFF_WORDS = frozenset(
    """
    assembly child children class colleague colleagues deputy disclosed dsl duty filter governor governors head
    heard inset job kids lad lads lead learner learners legally lesson lessons little lsa member pastoral policy
    pupil pupils reception referral safeguarding senco staff student students ta taught teach teaching training
    tutor work
    """.split()
)
STAFF_SAY = re.compile(
    r"\b(?:year|yr|y) ?\d|\b(?:told|tell|tells|telling) me\b|\bdo i\b|\bi (?:need|support|told)\b"
    r"|\b(?:girl|boy) (?:has|who|in|wrote|says)\b"
)
I_SAY = re.compile(r"\b(?:i|im|ive|id|ill|me|myself)\b")


def asker_of(query):
    """PARENT, YOUNG_PERSON, or "" where the words do not tell; most who ask work in a school."""
    text = words_of(query)
    if PARENTS_SAY.search(text):
        return PARENT
    staff = not STAFF_WORDS.isdisjoint(text.split()) or STAFF_SAY.search(text)
    return YOUNG_PERSON if (I_SAY.search(text) and not staff) or YOUNG_PEOPLE_SAY.search(text) else ""


# Words of those who teach, plan or decide, rather than of those to whom something has happened.
PLANNING_WORDS = frozenset(
    """
    activities activity audit cpd culture curriculum framework governor governors inset intervention
    interventions kcsie ks1 ks2 ks3 ks4 ks5 ofsted policies policy procedure procedures program programme
    programmes pshe questionnaire rse rshe scheme storybook survey syllabus teach teaching template templates
    toolkit tutorial tutorials worksheet worksheets workshop workshops
    """.split()
)


WHO_ASSISTS = re.compile(r"\bteaching (?=assistants?\b)")


def is_planning(words):
    """Whether words in their order are of those. A teaching assistant may have done something."""
    return not PLANNING_WORDS.isdisjoint(WHO_ASSISTS.sub("", " ".join(words)).split())


def words_of(query):
    """All words with a space between them: "9-year-old", "self-harm"."""
    return " ".join(WORD.findall(fold(query)))
