"""Whether an adult who works with children is said to have harmed one, rather than to have been told, or to teach."""

import re

from directory.search.language.asker import words_of


def one_of(words):
    """A pattern for any of these. Within one, "_" stands for a space."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


ADULT = one_of(r"""
    (?:head_?|class_|supply_)?teachers? deputy_head teaching_assistants? tas? lsas?
    (?:members_of_|member_of_)?staff(?:_members?)? coach(?:es)? caretakers? (?:site|nursery)_managers? tutors?
    lecturers? instructors? assessors? (?:midday_|lunchtime_|cover_)?supervisors? dinner_lad(?:y|ies)
    (?:youth|nursery|social|care|play)_workers? childminders? foster_carers? volunteers? (?:bus|taxi|minibus)_drivers?
    passenger_assistants? (?:youth|scout|club|choir)_leaders? vicar priest imam sir (?:mr|mrs|ms)_\w+
""")
OF_CHILD = one_of(r"""
    a an the my our her his their one some two several another young younger year yr vulnerable female male \d+
""")
CHILD = rf"(?:{OF_CHILD} )*" + one_of(r"""
    pupils? students? learners? girls? boys? child children kids? daughters? sons? teenagers? year_\w+ y\d+
""")
CHILD_OR_ME = f"(?:{CHILD}|her|him|them|me|us)"
DID = one_of("""
    touched kissed groped raped assaulted abused molested groomed harassed fondled stroked slapped hit smacked punched
    hugged
""")
DOES = one_of(
    "touches kisses gropes rapes assaults abuses molests grooms harasses fondles strokes slaps hits punches"
)
DOING = one_of("""
    touching kissing groping raping assaulting abusing molesting grooming harassing fondling stroking slapping hitting
    punching hugging
""")
HAS = r"(?: (?:who|that|has|have|had|just|also|often|sexually|inappropriately|allegedly|repeatedly|\d+))*"
IS = (
    f"(?: {one_of('is was are were keeps kept keep been caught seen who has have always sexually inappropriately')})*"
)
# Not "assaulted in class", nor "touched by a pupil": there, it was done to the adult.
NOBODY = one_of("by on upon in at during after before when while last yesterday today and or this outside as")
CONTACTS = one_of("""
    messag(?:es|ed|ing) texts? texted texting dms? dmed dming sexts? sexting contacting chatting_(?:to|with)
""")
APART = one_of(
    r"insta\w* snap\w* whatsapp discord tiktok facebook social_media private night late privately secretly"
)
PICTURE = "(?:(?:a|some|rude|naked|nude|sexual|dick|dirty) )*" + one_of(
    "nudes? pics? pictures? photos? videos? messages?"
)
GIVES = one_of("sends? sent sending shows showed showing")
THEMSELVES = "(?:him|her|them)self"

DEEDS = (
    rf"{HAS} (?:{DID}|{DOES})\b(?! {NOBODY}\b)(?= \w)",
    rf"{HAS} (?:touched|kissed)$",
    rf"{IS} {DOING}\b(?! (?:on|upon|by)\b)",
    rf"{IS} {CONTACTS} {CHILD}\b(?! s? ?(?:parent|mum|dad|famil))",
    rf"{IS} {CONTACTS}(?: \w+)?(?: on| via| at| in)? {APART}\b",
    rf"{IS} {CONTACTS}$",
    rf"{HAS} {GIVES} (?:{CHILD_OR_ME} )?{PICTURE} (?:of {THEMSELVES}|to {CHILD_OR_ME})\b",
    rf"{HAS} {GIVES} {CHILD_OR_ME} (?:porn\w*|{PICTURE})\b",
    rf"{HAS} (?:asks|asked|asking) {CHILD_OR_ME} (?:for|to send) {PICTURE}\b",
    rf"{HAS} (?:exposed|exposes|flashed) {THEMSELVES}\b",
    rf"{IS} (?:(?:having|had) sex|sex|slept|sleeping|(?:in )?(?:a )?(?:sexual )?relationship) with {CHILD_OR_ME}\b",
    rf"{IS} (?:dating|seeing) {CHILD}\b",
    rf"{HAS} (?:took|takes|taking) (?:a )?(?:pics?|pictures?|photos?) up\b",
)
DOES_IT = re.compile(rf"\b{ADULT}(?:{'|'.join(DEEDS)})")
# Before the adult: who is told, and where it was. "On the coach" is no coach.
NOT_BEFORE = re.compile(
    r"\b(?:told|tells|telling|asked|asks|to|on|in|off|front of|behind|near)"
    r"(?: (?:the|a|an|her|his|their|my|our|another))?"
    r"(?: (?!(?:me|us|mum|dad|him|them|you|her)\b)\w+)? $"
)
HOW = "(?: (?:sexually|inappropriately|repeatedly|online|at school|in school|in class))?"
SOME_ADULT = (
    r"(?:(?:a|an|the|her|his|their|my|our|another|one of (?:the|our)) )?"
    rf"(?:(?!pupil|student|boy|girl)\w+ )?{ADULT}\b(?! s\b)"
)
DONE_BY = re.compile(
    rf"\b(?:(?:{DID}|messaged|texted|filmed|sexted){HOW} by"
    rf"|(?:harassment|abuse|assault|grooming|rape|touching|touch)(?: of {CHILD})?{HOW} by"
    r"|(?:nudes?|dick pics?|(?:sexual|rude|dirty|inappropriate|flirty|creepy|secret) \w+) (?:from|by)"
    rf"|allegations? (?:against|about)|(?:relationship|sex) (?:with|between)) {SOME_ADULT}"
)


def is_by_staff(query):
    text = words_of(query)
    starts = (match.start() for match in DOES_IT.finditer(text))
    return bool(DONE_BY.search(text)) or any(not NOT_BEFORE.search(text[:start]) for start in starts)
