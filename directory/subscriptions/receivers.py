"""Meetings that are cancelled or moved are told at once, in the transaction of the change."""

from django.db.models.signals import pre_save
from django.utils import timezone

from directory.correspondence.queue import compose, queue_emails, site_address
from directory.networks.models import Meeting
from directory.subscriptions.actions import headers_for
from directory.subscriptions.models import Subscription


def connect():
    pre_save.connect(tell_of_meeting, sender=Meeting)


def tell_of_meeting(sender, instance, raw=False, **kwargs):
    """`sequence` has been counted on by now if time, place or status changed."""
    before = None if raw else Meeting.objects.filter(pk=instance.pk).select_related("theme").first()
    if before is None or before.sequence == instance.sequence:
        return
    if max(before.ends_at, instance.ends_at) >= timezone.now():
        readers = Subscription.objects.of_network(instance.network_id)
        queue_emails([email_for(one, instance, before) for one in readers])


def email_for(subscription, meeting, before):
    said = {
        "meeting": meeting,
        "before": before,
        "what": what_happened(meeting, before),
        "stop": site_address(subscription.stop_url),
    }
    return compose(
        key=f"reader:meeting:{subscription.uuid.hex}:{meeting.pk}:{meeting.sequence}",
        to=subscription.to,
        template="meeting_for_reader",
        context=said,
        headers=headers_for(subscription),
    )


def what_happened(meeting, before):
    if meeting.is_cancelled:
        return "cancelled"
    return "will take place after all" if before.is_cancelled else "moved"
