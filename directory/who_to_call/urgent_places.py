"""The contacts of the needs as places that an entry may leave only when somebody says what takes its place."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse

from directory.catalogue.actions.history import lock_in_order
from directory.catalogue.models import Entry
from directory.catalogue.plain_text import id_in
from directory.catalogue.usage import UrgentPlace, Use
from directory.organisations.contact_points import Channel
from directory.organisations.models import ContactPoint
from directory.taxonomy.models import District
from directory.who_to_call.incident.keeping_places import problems_of_change
from directory.who_to_call.models import Contact, Need
from directory.who_to_call.needs import CALLED_BY_CHILDREN
from directory.who_to_call.querysets import NOT_FOR_CHILDREN


def uses_of(entry):
    """Every need in which it stands, whether or not readers see it there now."""
    for contact in contacts_of(entry):
        address = reverse("admin:who_to_call_need_change", args=[contact.need_id])
        yield Use(f"Who to call: {contact.need.title} ({contact.number.shown})", address, "who_to_call.change_need")


def contacts_of(entry):
    own = Contact.objects.filter(Q(contact_point__organisation=entry.pk) | Q(tool=entry.pk))
    return own.select_related("need", "contact_point__organisation", "tool").order_by("need", "order", "pk")


class WhoStands:
    """What `catalogue.usage.urgent_places` asks."""

    def places_of(self, entry, *, lock=False):
        own = list(contacts_of(entry))
        if not own:
            return
        needs = {contact.need_id for contact in own}
        if lock:  # of two people who each take one of the last two away, one waits for the other
            list(Need.objects.select_for_update(no_key=True).filter(pk__in=needs).order_by("pk"))
            own = list(contacts_of(entry))
        shown = list(Contact.objects.shown().with_districts().filter(need__in=needs))
        mine = {contact.pk for contact in own}
        by_need = {need: [one for one in shown if one.need_id == need] for need in needs}
        numbers = list(callable_points(entry))
        tools = list(tools_to_open(entry))
        for contact in [one for one in shown if one.pk in mine]:
            others = [one for one in by_need[contact.need_id] if one.pk not in mine]
            there = {one.contact_point_id or one.tool_id for one in by_need[contact.need_id]}
            options = numbers if contact.contact_point_id else tools
            yield UrgentPlace(
                key=str(contact.pk),
                where=f"“{contact.need.title}” ({contact.number.shown})",
                then=then_there(others),
                vital=not any(other.serves(area_of(contact)) for other in others),
                choices=tuple(
                    (str(one.pk), label_of(one))
                    for one in options
                    if one.pk not in there and not is_unfit(one, contact.need.code)
                ),
            )

    def problems_of_change(self, entry, before, after):
        return problems_of_change(entry, before, after)

    def entries_among(self, instead):
        """The ids of the entries that were chosen to take these places."""
        chosen = {key: value for key, value in instead.items() if id_in(key) is not None and id_in(value) is not None}
        points = dict(Contact.objects.filter(pk__in=chosen).values_list("pk", "contact_point"))
        called = [chosen[str(pk)] for pk, point in points.items() if point]
        yield from ContactPoint.objects.filter(pk__in=called).values_list("organisation", flat=True)
        yield from (int(chosen[str(pk)]) for pk, point in points.items() if not point)

    def replace(self, key, value, *, by):
        contact = Contact.objects.select_for_update(of=("self",), no_key=True).get(pk=key)
        area, was = area_of(contact), contact.title
        name = "contact_point" if contact.contact_point_id else "tool"
        setattr(contact, name, contact._meta.get_field(name).related_model.objects.get(pk=value))
        lock_in_order([contact.entry.pk])  # nobody hides it meanwhile; a step has locked it beforehand
        contact.full_clean()
        if not contact.serves(area):
            raise ValidationError(f"{contact.title} is not for the same area.")
        contact.save()
        words = f"{contact.title}, {contact.number.shown}"
        if by is not None:
            LogEntry.objects.log_actions(
                by.pk, [contact.need], CHANGE, f"{was} is replaced by {words}.", single_object=True
            )
        return words


def area_of(contact):
    """The districts, by code, for which it stands in its need."""
    chosen = contact.districts.all() or contact.entry.districts.all()
    return {district.code for district in chosen} or {District.NATIONAL}


def then_there(others):
    """What readers see in a need without the entry."""
    names = "; ".join(f"{other.title}, {other.number.shown}" for other in others)
    return f"Readers there will see: {names}." if names else "Readers there will see nobody."


def callable_points(entry):
    """Every number or address of another organisation that readers can see."""
    points = ContactPoint.objects.filter(organisation__state="published", organisation__status="active")
    points = points.exclude(organisation=entry.pk).exclude(channel=Channel.IN_PERSON)
    return points.select_related("organisation").order_by("organisation__title", "order", "pk")


def tools_to_open(entry):
    """What replaces the entry, and every page that stands in some need."""
    stands = Contact.objects.filter(tool__isnull=False).order_by().values("tool")
    found = Entry.objects.published().active().exclude(url="").exclude(pk=entry.pk)
    return found.filter(Q(pk__in=stands) | Q(predecessors=entry.pk)).distinct().order_by("title", "pk")


def label_of(option):
    return f"{option.organisation.title}: {option.shown}" if isinstance(option, ContactPoint) else option.title


def is_unfit(option, need):
    """Children call some needs: no number for parents or staff stands there."""
    return need in CALLED_BY_CHILDREN and getattr(option, "audience", None) in NOT_FOR_CHILDREN
