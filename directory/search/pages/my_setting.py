from functools import wraps
from urllib.parse import urlencode
from zlib import crc32

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.functional import SimpleLazyObject, cached_property

from directory.search.documents.index_store import index_store
from directory.search.pages.addresses import query_of, with_query, without_empties
from directory.search.pages.facet_groups import short_label
from directory.search.pages.filters.filterset import EntryFilterSet

NAMES = ("sector", "age", "year", "ability", "district")
COOKIE = "my_setting"
KEPT_FOR = 365 * 24 * 60 * 60  # seconds
LONGEST = 500  # characters of a cookie that we wrote


class Setting:
    """`data` is a query of which only a setting's parameters count; `remembered` is what the cookie says, if any."""

    def __init__(self, data=None, remembered=""):
        self.data = only_setting(data or QueryDict())
        self.remembered = remembered

    def __bool__(self):
        return bool(self.chosen)

    @staticmethod
    def data_of(**values):
        """The data of a setting that is given as parameter -> codes."""
        return QueryDict(query_of(values))

    @cached_property
    def filterset(self):
        return EntryFilterSet(self.data, snapshot=index_store.snapshot())

    @property
    def problems(self):
        return self.filterset.problems if self.data else []

    @cached_property
    def chosen(self):
        """Parameter -> value or values; nothing while any of them cannot be understood."""
        return {} if not self.data or self.problems else self.filterset.chosen

    @property
    def query(self):
        return query_of(self.chosen)

    @property
    def suffix(self):
        """What is put behind the address of a page, so that the setting goes along."""
        return with_query("", self.query)

    @property
    def pairs(self):
        """(name, value) for each value, for a form that takes the setting along."""
        return pairs_of(self.chosen)

    @property
    def tag(self):
        """Tells the pages for one setting from those for another, in a few characters."""
        return f"-{crc32(self.query.encode()):x}" if self.query else ""

    @property
    def is_remembered(self):
        return bool(self.remembered) and self.remembered == self.query

    @property
    def has_ages(self):
        return bool(self.chosen.keys() & {"age", "year"})

    @property
    def rules(self):
        """The setting as conditions for the database, all of which an entry fits."""
        return self.filterset.rules if self.chosen else []

    @property
    def ages(self):
        """(youngest, oldest birthday) of the year groups or the age, or None."""
        if "age" in self.chosen:
            return self.chosen["age"], self.chosen["age"]
        bands = self.terms("year")
        return (min(band.age_min for band in bands), max(band.age_max for band in bands)) if bands else None

    def terms(self, name):
        known = self.filterset.snapshot.facets.terms[name] if self.chosen else {}
        return [known[code] for code in self.chosen.get(name, [])]

    @property
    def words(self):
        """The setting in one line: "Secondary, ages 11 to 16, North Dale"."""
        parts = [short_label(term) for term in self.terms("sector")]
        if ages := self.ages:
            parts.append(f"age {ages[0]}" if ages[0] == ages[1] else f"ages {ages[0]} to {ages[1]}")
        rest = [short_label(term) for name in ("ability", "district") for term in self.terms(name)]
        return ", ".join(parts + rest)


def setting_of(request):
    """The setting that a request comes with: that of its address, or else of the reader's cookie."""
    remembered = remembered_by(request)
    if any(name in request.GET for name in NAMES):
        return Setting(request.GET, remembered.query)
    return Setting(remembered.data, remembered.query)


def remembered_by(request):
    """What the reader's cookie says; a cookie that makes no sense says nothing."""
    text = request.COOKIES.get(COOKIE, "")
    if not text or len(text) > LONGEST:
        return NOTHING
    found = Setting(QueryDict(text))
    return found if found.chosen else NOTHING


def only_setting(data):
    """The setting's parameters of a query, without those that say nothing."""
    kept = {name: [value for value in data.getlist(name) if value] for name in NAMES}
    return QueryDict(urlencode(kept, doseq=True))


def suffix_of(chosen):
    """What is put behind the address of a page, so that the setting among these parameters goes along."""
    return with_query("", query_of({name: chosen[name] for name in NAMES if name in chosen}))


def pairs_of(chosen):
    return [(name, one) for name, value in chosen.items() for one in (value if isinstance(value, list) else [value])]


NOTHING = Setting()


def for_my_setting(view):
    """A page that starts from `request.setting`. One that makes no sense gets 400 and plain words."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        request.setting = setting_of(request)
        if request.setting.problems:
            return render(request, "search/setting_problems.html", {"problems": request.setting.problems}, status=400)
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        return response

    return inner


def with_a_short_address(view):
    """A page whose plain form sends what was left empty: its address does not say that.

    To a reader with a remembered setting an empty parameter says “not of my setting”: theirs stays.
    """

    @wraps(view)
    def inner(request, *args, **kwargs):
        data = request.GET if request.htmx or remembered_by(request) else without_empties(request.GET)
        if data is request.GET:
            return view(request, *args, **kwargs)
        return redirect(with_query(request.path, data.urlencode()))

    return inner


def my_setting(request):
    """The reader's setting, which links take along. It is looked at only by pages that do."""
    return {"setting": getattr(request, "setting", None) or SimpleLazyObject(lambda: setting_of(request))}
