from django.db import models
from django.db.models import Q

from directory.organisations.contact_points import Audience, Channel
from directory.who_to_call.needs import CALLED_BY_CHILDREN

NOT_FOR_CHILDREN = (Audience.PARENTS, Audience.SCHOOL_STAFF)


def can_be_called(path):
    """What `path` leads to is published, and is still there."""
    return Q(**{f"{path}__state": "published", f"{path}__status": "active"})


class ContactQuerySet(models.QuerySet):
    def shown(self):
        """Those that readers may see, in the curators' order, with all that a page says of them: one query."""
        found = self.filter(can_be_called("contact_point__organisation") | can_be_called("tool"))
        found = found.exclude(need__code__in=CALLED_BY_CHILDREN, contact_point__audience__in=NOT_FOR_CHILDREN)
        found = found.exclude(contact_point__channel=Channel.IN_PERSON)  # a place cannot be called
        return found.select_related("need", "contact_point__organisation", "tool").order_by("order", "pk")

    def naming(self, ids):
        """Those that lead to one of these entries, whether readers see it or not."""
        return self.filter(Q(contact_point__organisation__in=ids) | Q(tool__in=ids)).select_related("need")

    def out_of_sight(self):
        """Those whose entry readers cannot see, or which has closed: they stand in a need, and nobody finds them."""
        return self.exclude(can_be_called("contact_point__organisation") | can_be_called("tool"))

    def for_needs(self, codes):
        return self.filter(need__code__in=codes)

    def with_districts(self):
        return self.prefetch_related("districts", "contact_point__organisation__districts", "tool__districts")

    def with_councils(self):
        """With all that says which of them is a council's own, too."""
        return self.with_districts().prefetch_related(
            "contact_point__organisation__help_kinds", "tool__organisation__help_kinds"
        )

    def by_need(self, codes):
        """Code -> its contacts that readers may see, in the order of `codes`."""
        found = {code: [] for code in codes}
        for contact in self.shown().for_needs(codes):
            found[contact.need.code].append(contact)
        return found


class NeedQuerySet(models.QuerySet):
    def that_have(self, name):
        """One of the lists that curators work through, by its name in addresses; all for an unknown name."""
        contacts = self.model._meta.get_field("contacts").related_model.objects
        match name:
            case "out_of_sight":
                return self.filter(pk__in=contacts.out_of_sight().order_by().values("need"))
            case "nobody":
                return self.exclude(pk__in=contacts.shown().order_by().values("need"))
        return self
