from django.apps import apps
from django.db import models
from django.db.models import Case, Count, OuterRef, Q, Subquery, When

URGENT = 1  # the last rank of what may harm somebody while it waits


class BankQuerySet(models.QuerySet):
    def followed(self):
        return self.filter(state="followed")

    def to_read(self, since):
        """Those that somebody asked for, and those not tried since that moment: the longest ago first."""
        due = Q(asked=True) | Q(tried_at=None) | Q(tried_at__lte=since)
        return self.followed().filter(due).order_by(models.F("tried_at").asc(nulls_first=True), "pk")

    def not_stopped(self):
        return self.exclude(state="stopped")

    def asked_for(self):
        """Those that somebody waits for."""
        return self.followed().filter(asked=True)

    def failing(self):
        return self.followed().exclude(failing_since=None).order_by("name")

    def with_more(self):
        """Those of which more waits than may stand in the list at once."""
        return self.followed().filter(more__gt=0).order_by("name")

    def with_waiting(self):
        return self.annotate(waiting=Count("proposals", filter=Q(proposals__state="waiting")))


class ProposalQuerySet(models.QuerySet):
    def waiting(self):
        """What nobody has decided yet, the most urgent first; nothing of a bank that is followed no more."""
        return self.filter(state="waiting").exclude(bank__state="stopped").order_by("rank", "received_at", "pk")

    def urgent(self):
        """They took it from readers, or say another number."""
        return self.filter(rank__lte=URGENT)

    def not_urgent(self):
        return self.filter(rank__gt=URGENT)


class OriginQuerySet(models.QuerySet):
    def with_bank_we_follow(self):
        """Each with `ours_called`, what we call the bank that we took it over from, or None if we follow it no more.

        It is None too where a bank says that it has it from that one: whatever stands there may be a stranger's word.
        """
        banks = apps.get_model("following.Bank").objects.not_stopped()
        name = Subquery(banks.filter(address=OuterRef("address")).values("name"))
        return self.annotate(ours_called=Case(When(accepted=True, then=name)))
