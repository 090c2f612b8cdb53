"""Who speaks in a query: a parent, a young person or somebody who works with children; and whether they plan."""

import re

from directory.search.language.filters.ages import NUMBERS
from directory.search.language.text_analysis import WORD, fold

PARENT, YOUNG_PERSON = "parent", "young_person"

OWN_CHILD = (
    "child|children|daughters?|son|sons|kids?|girl|boy|lad|teen|teenager|grandson|granddaughter|stepson|stepdaughter"
)
PARENTS_SAY = re.compile(
    rf"\b(?:my|our(?! (?:looked|year|yr|y\d)))(?: \w+)?(?: \w+)? (?:{OWN_CHILD})\b"
    r"|\b(?:my|our) (?:\d+|\w+) (?:year|yr)s? olds?\b|\b(?:my|our) \d+(?:yo|yrs?|y)\b|\bmy little (?:one|girl|boy)\b"
    r"|\b(?:daughters?|sons) (?:school|teacher|boyfriend|friend|phone|class)\b"
    r"|\bas a (?:parent|mum|dad|mother|father)\b|\bmy little (?:girl|boy)s\b"
    r"|^(?:(?:teenage|teen|eldest|youngest|\d+(?: ?(?:year|yr) old)?) )?(?:son|daughter)\b"
    r"|\b(?:her|his|their) (?:dad|mum|father|mother) and (?:i|me)\b|\b(?:dad|mum|parent) here\b"
    r"|\bfound (?:\w+ ){0,4}on (?:his|her|their) (?:tablet|ipad|laptop|computer|xbox|switch|search history)\b"
)

OWN_PEOPLE = """
    bf gf boyfriend girlfriend ex mate mates friend friends bestie crush mum mom dad mam nan stepdad stepmum
    stepbrother stepsister brother sister cousin uncle grandad parents foster teacher coach
"""
OWN_THINGS = """
    fault body bum boobs chest bra skirt pants knickers legs leg phone pic pics picture pictures nudes nude photo
    photos face name account head bed room hair uniform trousers snap shoulders thigh thighs arse bits privates drink
    vape
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
    rf"|\b(?:im|i am)(?: only)? (?:[5-9]|1\d|{'|'.join(NUMBERS)}|gay|trans|bi|lesbian|pregnant|scared)\b"
    r"|\bi woke up\b|\btouch(?:ing|in)? myself\b|\b(?:down|up|off|inside) my\b|\bmy (?:top|bra) (?:up|off|down)\b"
    r"|\btold me to (?:send|strip|undress|show|take off|meet)\b"
)


# Who is told by a parent or a pupil at work is no child: "a mum has emailed me".
OF_MYSELF = re.compile(rf"\bmy (?:{'|'.join((OWN_PEOPLE + OWN_THINGS).split())})\b")
TELLS_STAFF = re.compile(
    r"\b(?:mum|mother|dad|father|parent|carer|pupil|student|girl|boy|child)(?: \w+){0,3}? "
    r"(?:emailed|phoned|rung|rang|written to|wrote to|come to|came to|contacted|disclosed to|told) (?:me|us)\b"
    r"(?! to\b)"
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
    if TELLS_STAFF.search(text) and not OF_MYSELF.search(text):
        return ""
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


WHO_ASSISTS = re.compile(
    r"\bteaching (?=assistants?\b)|\bchair of governors\b"
    r"|\b(?:a|the|our) governor(?= (?:has|is|was|who|keeps|sent|asked)\b)"
)


def is_planning(words):
    """Whether words in their order are of those. A teaching assistant or a governor may have done something."""
    return not PLANNING_WORDS.isdisjoint(WHO_ASSISTS.sub("", " ".join(words)).split())


def words_of(query):
    """All words with a space between them: "9-year-old", "self-harm"."""
    return " ".join(WORD.findall(fold(query)))
