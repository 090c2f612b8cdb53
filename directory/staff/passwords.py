"""Passwords that somebody who knows this site, or its staff, would try first."""

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

from directory.county.current import county

LEFT = 8  # characters that must be left without what anybody would try; digits count half
LOOKED_AT = 128  # characters: who has that many has enough, or repeats

WORDS = """
    password passwort passphrase changeme change letmein welcome hello login logon default temporary secret guest test
    admin administrator contributor editor reviewer curator coordinator user username account access
    resourcebank resource resources bank directory portal website
    county council government district borough local authority
    safeguarding safeguard safe child children pupil pupils school schools academy teacher teachers head education
    lesson lessons training guidance pshe rshe consent abuse harassment childline nspcc
    spring summer autumn winter january february march april june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday christmas easter
    football monkey dragon sunshine princess iloveyou
""".split()
PLACES = {word for word in county.words_of_names if len(word) > 3}

RUNS = (
    "1234567890",
    "abcdefghijklmnopqrstuvwxyz",
    *("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    *("1qaz2wsx3edc4rfv5tgb6yhn7ujm", "1q2w3e4r5t6y7u8i9o0p"),
)
WAYS = [run for one in RUNS for run in (one, one[::-1])]
SHORTEST_RUN = 4
YEARS = r"(?:19|20)\d\d"
AGAIN = re.compile(r"(.{1,20}?)\1{2,}")

# What people write for a letter. "1" is read both ways.
DISGUISES = [str.maketrans("0134578@$!", f"o{one}eastbas{one}") for one in "il"]


class ContextWordsValidator:
    """A long phrase may hold such words: what counts is what is left without them."""

    def validate(self, password, user=None):
        plain = password[:LOOKED_AT].casefold()
        readings = [plain, *(plain.translate(disguise) for disguise in DISGUISES)]
        if min(left_of(reading, words_about(user)) for reading in readings) < LEFT:
            raise ValidationError(
                "This password is too easy to guess. Without names, words of this site or of schools, seasons, "
                "years, runs such as “1234” and letters that repeat, there is too little left of it. Use three "
                "or more words that have nothing to do with each other.",
                code="password_of_context",
            )

    def get_help_text(self):
        return (
            "Your password cannot be made of names, words of this site or of schools, seasons, years or runs such as "
            "“1234”. Three or more words that have nothing to do with each other are a good one."
        )


def left_of(text, words):
    """How much is left of a password without what anybody would try."""
    rest = AGAIN.sub(r"\1", text)
    rest = re.sub("|".join([*map(re.escape, words), YEARS]), " ", rest)
    rest = without_runs(rest)
    kept = [sign for sign in rest if not sign.isspace()]
    return len(text) if rest == text else sum(0.5 if sign.isdigit() else 1 for sign in kept)


def without_runs(text):
    """Without keys that are beside each other."""
    place, kept = 0, []
    while place < len(text):
        end = place + SHORTEST_RUN
        if any(text[place:end] in way for way in WAYS) and end <= len(text):
            while end < len(text) and any(text[place : end + 1] in way for way in WAYS):
                end += 1
            place = end
        else:
            kept.append(text[place])
            place += 1
    return "".join(kept)


def words_about(user):
    """Ours, those of the county, of the site's address and of the person, the longest first."""
    own = [getattr(user, name, "") or "" for name in ("username", "first_name", "last_name", "email")]
    said = [urlsplit(settings.SITE_ADDRESS).hostname or "", settings.CONTACT_EMAIL, *own]
    named = {word for text in said for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
    return sorted(named | PLACES | set(WORDS), key=len, reverse=True)
