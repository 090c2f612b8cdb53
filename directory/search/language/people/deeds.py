"""What an adult may be said to have done to a child, as a pattern behind whoever has done it."""

import re


def one_of(words):
    """A pattern for any of these. Within one, "_" stands for a space."""
    return f"(?:{'|'.join(words.split())})".replace("_", " ")


OF_CHILD = one_of(r"""
    a an the my our her his their one some two several another young younger little year yr vulnerable female male of
    disabled autistic foster reception nursery primary infant junior old sixth_form \d+
""")
CHILD = rf"(?:{OF_CHILD} )*" + one_of(r"""
    pupils? students? learners? girls? boys? child children kids? daughters? sons? teenagers? year_\w+ y\d+ olds?
    sixth_formers? apprentices? toddlers? bab(?:y|ies) grandson granddaughter
""")
CHILD_OR_ME = f"(?:{CHILD}|her|him|them|me|us)"
DID = one_of("""
    touched kissed groped raped assaulted abused molested groomed harassed fondled stroked slapped hit smacked punched
    hugged beat tickled interfered_with messed_with grabbed pinned shoved dragged kicked choked strangled manhandled
    undressed showered_with slept_with
""")
DOES = one_of("""
    touches kisses gropes rapes assaults abuses molests grooms harasses fondles strokes slaps hits punches hugs beats
    tickles interferes_with messes_with grabs pins shoves drags kicks chokes strangles manhandles undresses
    showers_with sleeps_with
""")
DOING = one_of("""
    touching kissing groping raping assaulting abusing molesting grooming harassing fondling stroking slapping hitting
    punching hugging beating tickling interfering_with messing_with grabbing shoving dragging kicking choking
    strangling undressing showering_with sleeping_with
""")
HAS = r"(?: (?:who|that|has|have|had|just|also|often|keeps|keep|sexually|inappropriately|allegedly|\d+))*"
BEING = one_of("""
    is was are were keeps kept keep been caught seen still who has have always sexually inappropriately
""")
IS = f"(?: {BEING})*"
# Not "assaulted in class", nor "touched by a pupil": there, it was done to the adult.
NOBODY = one_of("by on upon in at during after before when while last yesterday today and or this outside as")
CONTACTS = one_of("""
    messag(?:es|ed|ing) texts? texted texting dms? dmed dming sexts? sexting contact(?:s|ed|ing)
    chatting_(?:to|with) adding added adds follows followed following befriend(?:s|ed|ing)
""")
APART = one_of(
    r"insta\w* snap\w* whatsapp discord tiktok facebook social_media private night late privately secretly"
)
PICTURE = "(?:(?:a|some|rude|naked|nude|sexual|dick|dirty) )*" + one_of(
    "nudes? pics? pictures? photos? videos? messages?"
)
OWN = f"(?:my|her|his|their|girls|boys|pupils|students|{CHILD}(?: s)?)"
GIVES = one_of("sends? sent sending shows showed showing")
TALKS = one_of("told tells talks? talked talking")
UNDRESSED = "(?:in the (?:shower|bath|toilets?)|changing|undressing)"
LOVE = one_of("kiss(?:es)? hearts? emojis? cards? letters? selfies? snaps?")
CLOTHES = one_of(
    "clothes costumes? bras? trousers skirts? tops? shirts? pants knickers tights leggings shoulders? legs?"
)
NUMBER = r"(?:number|snap\w*|insta\w*)"
PRESENTS = one_of("presents? gifts? money vapes? alcohol lifts? a_lift")
THEMSELVES = "(?:him|her|them)self"
RUDE = one_of("sexual sexy inappropriate rude dirty creepy weird suggestive flirty")
TALK = one_of("remarks? comments? jokes? noises? things stuff messages? questions?")
HANDS = one_of("hands? arms? fingers? willy penis thing tongue mouth")
LOOKS = one_of("looks looked looking stares stared staring peers peered peering")
LOOKED_AT = one_of("top skirt chest boobs breasts bum legs body blouse shirt")
MAKES = one_of("makes made making forces forced forcing")
MADE_TO = one_of("kiss touch lick suck hold watch undress strip")
IS_WITH_CHILDREN = one_of("""
    takes? took drives? drove teach(?:es)? taught runs? helps? works? worked looks? lives left used
    coach(?:es)? trains? picks
""")
SAYS = one_of("made makes making told tells telling said says saying asks asked asking")
WHERE = one_of("on up down in inside under between around round into")

DEEDS = (
    rf"{HAS}(?: \w+ed and)? (?:{DID}|{DOES})\b(?! {NOBODY}\b)(?= \w)",
    rf"{HAS} (?:touched|kissed)$",
    rf"{IS} {DOING}\b(?! (?:on|upon|by)\b)",
    rf"{HAS} {GIVES} (?:{CHILD_OR_ME} )?{PICTURE} (?:of {THEMSELVES}|to {CHILD_OR_ME})\b",
    rf"{HAS} {GIVES} {CHILD_OR_ME} (?:porn\w*|{PICTURE})\b",
    (
        rf"{HAS} (?:asks|asked|asking) {CHILD_OR_ME} (?:for|to send)"
        rf" (?:{PICTURE}(?! of (?:the|their|his|her|my) (?:home)?work)|(?:my|her|his|their) (?:phone )?{NUMBER})\b"
    ),
    rf"{HAS} (?:exposed|exposes|flashed|flashes) (?:{THEMSELVES}|(?:at |to )?{CHILD_OR_ME})\b",
    rf"{IS} (?:(?:having|had) sex|sex|slept|sleeping|(?:in )?(?:a )?(?:sexual )?relationship) with {CHILD_OR_ME}\b",
    rf"{IS} (?:dating|seeing) {CHILD}\b",
    rf"{HAS} (?:got|gets|made) {CHILD_OR_ME} pregnant\b",
    rf"{HAS} (?:took|takes|taking) (?:a )?(?:pics?|pictures?|photos?) up\b",
    (
        rf"{HAS} (?:films?|filmed|filming|photograph(?:s|ed|ing)) {CHILD_OR_ME}(?: \w+){{0,3}}?"
        r" (?:on (?:his|her|their|a)(?: own)? phone|changing|undressing|secretly|in the (?:shower|toilet)s?)\b"
    ),
    rf"{HAS} (?:put|puts|putting) (?:his|her|their|a) {HANDS} (?:\w+ )?{WHERE} (?!the (?:pupil|air|table|door)\b)",
    (
        rf"{HAS} (?:brush(?:ed|es|ing)|rub(?:s|bed|bing)|press(?:ed|es|ing)) (?:up |{THEMSELVES} )*(?:against|on)"
        rf" {CHILD_OR_ME}\b"
    ),
    (
        rf"{HAS} {SAYS}(?: {CHILD_OR_ME})?(?: \w+)?"
        rf" {RUDE} {TALK} (?:to|at|about|towards|with) {CHILD_OR_ME}\b"
    ),
    rf"{HAS} (?:asks|asked|asking|tells|told|telling) {CHILD_OR_ME} {RUDE} {TALK}\b",
    rf"{HAS} (?:told|tells|telling) {CHILD_OR_ME} (?:not|never) to tell\b",
    (
        rf"{HAS} (?:said|says|told {CHILD_OR_ME}) (?:id|i would|i|she|he|shed) (?:would )?looks?(?:ed)?"
        r" (?:good|nice|fit|sexy|hot|better) (?:naked|nude|undressed|without|with no)\b"
    ),
    rf"{HAS} (?:calls|called|calling) {CHILD_OR_ME} (?:so )?(?:sexy|fit|hot|babe|gorgeous)\b",
    rf"{IS} {LOOKS} (?:down|up|at) {OWN} {LOOKED_AT}\b",
    rf"{HAS} {MAKES} {CHILD_OR_ME} (?:to )?{MADE_TO}\b",
    (
        rf"{HAS} (?:comes?|came|coming|gets?|got|getting|climbs?|climbed|walks?|walked) (?:in|into|in to)"
        r" (?:my|her|his|their) (?:bed|room|bedroom|shower)\b"
    ),
    rf"{HAS} (?:walks?|walked) in on {CHILD_OR_ME}\b",
    rf"{IS} (?:adjust|unbutton|undo|rub|strok)\w* {OWN} {CLOTHES}\b",
    rf"{IS} (?:lift|pull|tug)\w* (?:at |up |down )?{OWN} (?:skirts?|tops?|bras?|knickers)\b",
    rf"{HAS} {TALKS} (?:to )?{CHILD_OR_ME} about (?:his|her|their) (?:own )?(?:sex|sexual)\b",
    rf"{IS} (?:watch(?:es|ed|ing)?|spying on|spies on) {CHILD_OR_ME} (?:\w+ )?{UNDRESSED}",
)
# What worries whatever else is done, and what an adult does who has only seen it, teaches it or is told of it.
CONCERN = one_of(r"""
    on_(?:his|her|their|my)_lap on_the_lips naked undressed vodka drunk alcohol weed
    at_(?:his|her|their)_(?:flat|house|home) shared?_a_(?:tent|bed) (?:a|the|his|her)_(?:tent|bed)
    indecent_(?:images?|assault) sex_offenders? (?:he_|she_)?loves_(?:me|her|him)
    (?:my|her|his|their)_(?:top|clothes|shirt)_off
    (?:girls_|boys_)?changing_rooms?_(?:without|while|when)
""")
ONLY_TOLD = one_of(r"""
    s saw sees seen found finds hear\w* overheard report\w* said say says told tell\w* notic\w* witness\w* caught
    think\w* thought worried ask\w* stop\w* sent separated was were been being train\w* who that by and or to for on
    about teach\w* taught deliver\w* us(?:es?|ed|ing) need\w* discover\w* suspect\w* disclos\w* spoke speak\w* dealt
    deal\w* answer\w* respond\w* handl\w* manag\w* challeng\w* prevent\w* record\w* understand\w* support\w* help\w*
    know\w* learn\w* address\w* tackl\w* confiscat\w* interview\w* with from after when in at of how what should
    must can
""")
BETWEEN = one_of(r"""
    boys? girls? pupils? students? lads? child children kids? he she they who after that about when because by lesson
    lessons assembly talk leaflet policy training on_sex
""")
# What is wrong only of those who work with children: parents text, hug and give lifts.
AT_WORK = (
    rf"{IS} (?!{ONLY_TOLD}\b)\w+(?: {CHILD_OR_ME})?(?: (?!{BETWEEN}\b)\w+){{0,6}}? {CONCERN}\b",
    rf"(?: is| was| has)(?! {ONLY_TOLD}\b)(?: (?!{BETWEEN}\b)\w+){{0,4}}? {CONCERN}\b",
    rf"{IS} {CONTACTS} {CHILD}\b(?! s? ?(?:parent|mum|dad|famil))",
    rf"{IS} {CONTACTS}(?: \w+)?(?: on| via| at| in)? {APART}\b",
    rf"{IS} {CONTACTS}$",
    (
        rf"{IS} (?:gave|gives|giving|bought|buys|buying) (?:{CHILD_OR_ME} (?:\w+ )?{PRESENTS}"
        rf"|(?:\w+ )?{PRESENTS} (?:to|for) {CHILD_OR_ME})\b"
    ),
    rf"{HAS} (?:sat|sits|sitting) {CHILD_OR_ME} on (?:his|her|their) (?:lap|knee)\b",
    rf"{IS} {GIVES} (?:{LOVE}(?: and)? )+(?:to|for) {CHILD_OR_ME}\b(?! s? ?(?:parent|mum|dad|famil))",
    rf"{HAS} (?:took|takes|taking) {CHILD_OR_ME}(?: \w+){{0,2}}? alone\b",
    rf"{HAS} (?:asks|asked|asking) {CHILD_OR_ME} (?:out|on a date)\b",
)
KIND = "(?:hug|kiss|tickl|grab|shov|drag|strok)"


def deeds_of(who, *, at_work):
    """A pattern of a deed, by `who`: a pattern too. Where they are, and what else they do, may stand between."""
    if at_work:
        return re.compile(rf"\b{who}{FURTHER}(?:{'|'.join(DEEDS + AT_WORK)})")
    return re.compile(rf"\b{who}{FURTHER}(?!(?: \w+)? {KIND})(?:{'|'.join(DEEDS)})")


FURTHER = (
    r"(?: aged \d+)?(?: in (?:his|her|their) \w+)?"
    r"(?: (?:at|from|for|in|on) (?:(?:our|the|her|his|my|their|a) )?(?!told|says|said)\w+)?"
    r"(?: (?:i|we) \w+(?: \w+){0,3}?)?"
    rf"(?: (?:who|that) {IS_WITH_CHILDREN}(?:(?! who| that) \w+){{1,7}}?(?! who| that))?"
)
# Before the adult: who is told, and where it was. "On the coach" is no coach.
NOT_BEFORE = re.compile(
    r"\b(?:told|tells|telling|asked|asks|to|on|in|off|with|front of|behind|near)"
    r"(?: (?:the|a|an|her|his|their|my|our|another))?"
    r"(?: (?!(?:me|us|mum|dad|him|them|you|her)\b)\w+)? $"
)


def is_done(deeds, text):
    """Whether one of `deeds` stands in the words as what somebody has done, who is not only told of something."""
    return any(not NOT_BEFORE.search(text[: match.start()]) for match in deeds.finditer(text))
