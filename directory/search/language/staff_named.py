"""Whether an adult is said to have harmed a child, rather than to have been told, or to teach: one who works with
children, or another, such as a grandfather or a stranger.
"""

import re

from directory.search.language.asker import words_of
from directory.search.language.people.deeds import CHILD, CHILD_OR_ME, DID, deeds_of, is_done, one_of

STAFF = one_of(r"""
    (?:head_?|class_|supply_|trainee_)?teachers? deputy_head (?:our|the)_head(?!_of|_lice|_and|_down)
    heads?_of_\w+ teaching_assistants? tas? lsas? (?:members_of_|member_of_)?staff(?:_members?)? colleagues?
    coach(?:es)? caretakers? cleaners? technicians? librarians? (?:learning_)?mentors? counsellors? receptionists?
    (?:site|nursery|office|premises)_managers? tutors? lecturers? instructors? trainer assessors? governors? trustees?
    (?:midday_|lunchtime_|cover_|site_)?supervisors? dinner_lad(?:y|ies) (?:reading_|parent_|classroom_)?helpers?
    (?:youth|nursery|social|care|play|key|support)_?workers? childminders? foster_carers? volunteers? matron
    (?:(?:bus|taxi|minibus|transport|coach|school)_)?drivers? (?:(?:bus|taxi|transport)_)?escorts?
    passenger_assistants? (?:youth|scout|club|choir|cadet|guide|brownie|cub|group|project)_leaders?
    (?:respite_|home_|paid_|escort_)carers? invigilators? (?:catering_|classroom_|care_|sports_|science_)assistants?
    forest_school_leaders? vicars? priests? imams? pastors? rabbis? chaplains? (?:school_)?nurses?
    sir (?:mr|mrs|ms)_\w+
""")
RELATIVE = (
    r"(?:(?:grand|great grand|step)?(?:dad|daddy|father|mother|ma|pa|mum|mummy)|step (?:dad|father|mum|mother)"
    r"|grandads?|nan|nana|nanny|uncle|auntie|aunty|aunt|mum(?: ?s)? (?:new )?(?:boyfriend|partner)|husband"
    r"|mother s (?:new )?(?:boyfriend|partner))"
)
STRANGER = "(?:old |older |grown |strange )?(?:man|men|bloke|adult|stranger)"
OTHER = rf"(?:{RELATIVE}|{STRANGER}|neighbours?|babysitters?|lodger|au pair)"
DEEDS_OF_STAFF, DEEDS_OF_OTHERS = deeds_of(STAFF, at_work=True), deeds_of(OTHER, at_work=False)

HOW = "(?: (?:sexually|inappropriately|repeatedly|online|at school|in school|in class))?"
SOME = (
    r"(?:(?:a|an|the|her|his|their|my|our|another|one of (?:the|our)) )?"
    r"(?:(?!pupil|student|boy|girl|lad|kid|child)\w+ )?"
)
SOME_ADULT = rf"{SOME}{STAFF}\b(?! s\b)"
DONE_BY = re.compile(
    rf"\b(?:(?:{DID}|messaged|texted|filmed|sexted){HOW} by"
    rf"|(?:harassment|abuse|assault|grooming|rape|touching|touch)(?: of {CHILD})?{HOW} by"
    r"|(?:nudes?|dick pics?|(?:sexual|rude|dirty|inappropriate|flirty|creepy|secret) \w+) (?:from|by)"
    rf"|allegations?(?: (?:has|have|had|was|were|is|been|made))*(?: (?:against|about))?"
    rf"|(?:relationship|sex|affair) (?:with|between)) {SOME_ADULT}"
)
DONE_BY_ANOTHER = re.compile(rf"\b(?:{DID}|messaged|filmed){HOW} by {SOME}{OTHER}\b(?! s\b)")
# Whatever they are accused of, if not of having done too little.
ACCUSED = re.compile(
    rf"\b{STAFF} (?:(?:is|was|has|have|had|been|the|one|being|just) )*"
    r"(?:accused|suspended|arrested|under investigation|being investigated)\b"
    r"(?! (?:of|for) (?:not|ignoring|failing|doing nothing|covering|him|her|them|a|the|two|my)\b)"
    rf"|\b{STAFF} (?:(?:is|was|getting|seems|too|very|over) )+(?:close to|(?:familiar|friendly|flirty) with)"
    rf" {CHILD_OR_ME}\b"
    rf"|\b{STAFF} (?:was |is )?alone(?: \w+){{0,5}}? with {CHILD_OR_ME}\b"
)


def is_by_staff(query):
    text = words_of(query)
    return bool(DONE_BY.search(text) or ACCUSED.search(text)) or is_done(DEEDS_OF_STAFF, text)


def is_by_another_adult(query):
    text = words_of(query)
    return bool(DONE_BY_ANOTHER.search(text)) or is_done(DEEDS_OF_OTHERS, text)
