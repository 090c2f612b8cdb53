"""What the page asks. Plain values: the rules know neither a request nor the database."""

from dataclasses import dataclass

from directory.county.current import county

ADULT = 18
NOT_KNOWN = "not_known"
ELSEWHERE = "elsewhere"


@dataclass(frozen=True)
class Ages:
    """Whole years, the first and the last. Of a child whose age is not known: those of any child."""

    code: str
    label: str
    first: int
    last: int
    known: bool = True

    @property
    def adult(self):
        return self.first >= ADULT

    def surely_under(self, age):
        return self.last < age

    def perhaps_under(self, age):
        return self.first < age <= self.last

    @staticmethod
    def between(first, last):
        """Those of somebody from `first` to `last`: the band of both or, as of a key stage, none for sure."""
        band = next((ages for ages in ALL_AGES if ages.known and ages.first <= first and last <= ages.last), None)
        return band or Ages(NOT_KNOWN, f"{first} to {last}", first, min(last, ADULT - 1), known=False)


# Each begins where a rule or a service does: 5 to ring Childline alone, 8 for Report Remove, 10 for criminal
# responsibility, 13 for consent, 16 and 18 for lines of adults.
ALL_AGES = (
    Ages("0-4", "Under 5", 0, 4),
    Ages("5-7", "5 to 7", 5, 7),
    Ages("8-9", "8 or 9", 8, 9),
    Ages("10-12", "10 to 12", 10, 12),
    Ages("13-15", "13 to 15", 13, 15),
    Ages("16-17", "16 or 17", 16, 17),
    Ages("18-25", "18 or over", ADULT, 25),
    Ages(NOT_KNOWN, "Not known", 0, ADULT - 1, known=False),
)
AGES = {ages.code: ages for ages in ALL_AGES}
ANY_CHILD = Ages("child", "Any child", 0, ADULT - 1)
ANY_ADULT = AGES["18-25"]

HOMES = {**county.homes, ELSEWHERE: "Somewhere else", NOT_KNOWN: "Not known"}
DANGER = {"yes": "Yes", "unsure": "I am not sure", "no": "No"}


@dataclass(frozen=True)
class Answers:
    what: str
    harmed: Ages  # the child who has been harmed
    other: Ages  # the child who has harmed, or is alleged to have
    danger: str
    home: str
    is_dsl: bool = False

    @classmethod
    def of(cls, *, what, harmed, other, danger, home, is_dsl=False):
        """From the codes that a form has checked."""
        return cls(what, AGES[harmed], AGES[other], danger, home, is_dsl)

    @property
    def districts(self):
        """Those in which the child may live. Where nobody knows, any front door here may be the right one."""
        if self.home == NOT_KNOWN:
            return frozenset(county.homes)
        return frozenset({self.home} - {ELSEWHERE})
