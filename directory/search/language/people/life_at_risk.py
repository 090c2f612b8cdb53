"""Whether words speak of suicide or self-harm, plainly or in the ways in which young people, and those who found
something, put it.
"""

import re

from directory.search.language.asker import words_of

SELF, THEIR = "(?:my|her|him|them|your)sel(?:f|ves)", "(?:my|her|his|their)"
SUICIDE = r"su[iae]?[cs]+[ie]?[cs]?[ie]?d(?:es?|al|ally|ality)\b"  # however it is spelt
# "He cut her arm" was done to her.
LIMBS = r"(?:(?:her|his|their) (?:own )?(?:arms|wrists?|legs|thighs)|my (?:own )?(?:arms?|wrists?|legs?|thighs?))\b"
PILLS = "(?:tablets|pills|paracetamol|ibuprofen|medication|meds)"
MANY = r"(?:loads of|lots of|a load of|a lot of|all|too many|a handful of)(?: (?:of|my|her|his|their|the|mums))*"
WANT = r"wan(?:na|t|ts|ted|ting|tin)(?: to)?"

SAYINGS = (
    SUICIDE,
    r"suicid",
    rf"kill(?:s|ed|ing|in)? {SELF}\b(?! laughing)",
    rf"(?:hang|hangs|hung|hanged|hanging) {SELF}\b",
    rf"(?:cut(?:s|ting|tin)?|slit(?:s|ting)?) (?:{SELF}\b|{LIMBS})",
    r"(?:ive|i have|shes|she has|hes|he has) been cuttin(?:g)?\b(?! (?:class|lesson|down|out|up|the|my|his|her)\b)",
    r"self ?harm",
    r"overdos",
    r"ligature",
    r"noose\b",
    r"goodbye (?:note|letter|text|video|message)",
    rf"(?:took|taken|takes?|taking|swallow(?:s|ed|ing)?) {MANY} {PILLS}\b",
    rf"(?:took|taken|swallowed) (?:(?:some|her|his|my|mums) )?{PILLS}\b(?! for\b)",
    rf"hurt(?:s|ing)? {SELF}\b(?! (?:in|at|on|while|playing|falling|doing|when (?:i|he|she|they) fell)\b)",
    rf"(?:scars?|cuts|cut marks) (?:(?:all )?(?:over|on|up|down)) {LIMBS}",
    r"think(?:s|ing)? (?:about|of) (?:dying|death|suicide|(?:kill|end|hang|hurt)ing)\b",
    r"(?:will|ll|gonna|going to|threatens to|threatening to|threatened to) jump\b(?! (?:in|on|into|over|up|around))",
    r"(?:no ?one|nobody)(?: would|d)? (?:care|notice|miss me) if (?:i|he|she) (?:was|were|is|am|died)\b",
    r"(?:tie|scarf|rope|belt|cord|laces?|string|wire) (?:\w+ )?(?:round|around) (?:my|his|her|their) (?:own )?neck\b",
    r"cuts? on (?:my|his|her|their) arms?\b",
    r"(?:see|is|s) no way out\b|(?:dont|cant|cannot|do not) see a way out\b",
    r"(?:happier|better|better off) if i (?:died|was dead|was gone|wasnt (?:here|around|alive)|were dead)\b",
    r"(?:not|never) wake up\b(?! (?:in|on) time| for)",
    rf"(?:{WANT}|going to|gonna) die\b(?! of (?:shame|embarrassment))",
    r"better off (?:dead|without me)\b",
    r"kms\b",
    r"unalive",
    r"wish(?:es|ed|ing)?(?: that)? (?:i|he|she|they) (?:was|were) (?:dead|never born|not here)\b",
    r"wish(?:es|ed|ing)?(?: that)? (?:i|he|she|they) (?:wasnt|werent|had never been|was never) (?:born|alive|here)\b",
    rf"end(?:s|ed|ing)? (?:it all|{THEIR} (?:own )?li(?:fe|ves))\b",
    rf"tak(?:e|es|ing) {THEIR} own li(?:fe|ves)\b",
    r"jump(?:s|ed|ing)? (?:off|from) (?:a|the) (?:bridge|roof|building|car park)\b",
    r"(?:jump|throw|walk|step)\w*(?: \w+)? (?:in front of|under) (?:a|the) (?:train|bus|car|lorry)\b",
    r"no (?:point|reason) (?:in |to )?(?:liv(?:e|ing)|being here)\b",
    r"point (?:of|in) (?:living|being (?:here|alive))\b",
    r"(?:cant|cannot|can not) (?:do this|go on|carry on|live like this|take (?:it|this)) any ?more\b",
    rf"{WANT} disappear for ?ever\b",
    rf"(?:do|does|did)(?:nt| not) {WANT} (?:be (?:here|alive)\b|wake up\b|exist\b|live\b(?! with| at| in| near))",
)
LIFE_AT_RISK = re.compile(rf"\b(?:{'|'.join(SAYINGS)})")


def is_life_at_risk(query):
    """Whether the words speak of suicide or self-harm."""
    return bool(LIFE_AT_RISK.search(words_of(query)))
