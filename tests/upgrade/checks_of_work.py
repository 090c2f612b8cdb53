"""What must go on after an upgrade: what staff had begun, approved, merged or kept, and what each role may do."""

from base64 import b32encode

from allauth.mfa.models import Authenticator
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db import connection, transaction

from directory.catalogue.actions.steps import publish_what_is_due, why_late
from directory.catalogue.actions.versions import versions_of
from directory.catalogue.models import Entry, Revision
from directory.catalogue.records.comparing import differences
from directory.catalogue.records.reading import record_of
from directory.curation.roles import ROLES
from directory.curation.topic_merging import separate_topic
from directory.staff.second_factor.encryption import decrypt
from directory.taxonomy.models import Topic
from directory.topics.models import Hub
from tests.upgrade.between import WORDS


def a_curator():
    return get_user_model().objects.filter(groups__name="Curator", is_active=True).earliest("pk")


def authenticator_apps_go_on_working(content):
    """Nobody sets theirs up again, keys are encrypted, and nothing is left of the library that kept them before."""
    table = content["tables"]["otp_totp_totpdevice"]
    rows = [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
    expected = {row["user_id"]: b32encode(bytes.fromhex(row["key"])).decode() for row in rows if row["confirmed"]}
    apps = Authenticator.objects.filter(type="totp")
    if not expected or {app.user_id: decrypt(app.data["secret"]) for app in apps} != expected:
        yield "The authenticator apps are not those of before."
    yield from (f"The key of {app} can be read." for app in apps if expected.get(app.user_id) == app.data["secret"])
    with connection.cursor() as cursor:
        if "otp_totp_totpdevice" in connection.introspection.table_names(cursor):
            yield "The table of django-otp is still there."


def versions_of_hubs_are_whole(content):
    """Their number, words, reasons and who made them are among all versions now."""
    hub = Hub.objects.earliest("pk")
    kept = list(versions_of(hub).order_by("number"))
    said = [(one.number, one.record["definition"], one.why, bool(one.by)) for one in kept]
    if said != [(number, words, f"Why {number}", number > 1) for number, words in enumerate(WORDS, start=1)]:
        yield f"{hub} has the versions {said}."
    yield from (f"Version {one.number} of {hub} names no topic." for one in kept if not one.record.get("topic"))
    if differences(Hub, kept[0].record, record_of(hub)) == []:
        yield f"{hub} says what its first version says."


def what_was_approved_for_later_still_is(content):
    """It is published when its day comes, and nothing asks for an approval again."""
    waiting = list(Entry.objects.filter(publish_at__isnull=False))
    if not waiting:
        yield "Nothing waits to be published."
    for entry in waiting:
        with transaction.atomic():
            publish_what_is_due(now=entry.publish_at)
            if not Entry.objects.get(pk=entry.pk).is_published:
                yield f"{entry} was approved for later, and is not published then: {why_late(entry.specific)}."
            transaction.set_rollback(True)


def each_role_may_do_what_it_should(content):
    for role, names in ROLES.items():
        held = Permission.objects.filter(group__name=role).select_related("content_type")
        now = {f"{one.content_type.app_label}.{one.codename}" for one in held}
        if now != names:
            yield f"{role} differs in {sorted(now ^ names)}."


def merged_topics_can_be_separated(content):
    """Also those that were merged before merges were kept: then the words of the histories tell."""
    for topic in Topic.objects.filter(merged_into__isnull=False):
        told = Revision.objects.filter(action="merged", why__startswith=f"“{topic}”")
        about = set(told.values_list("entry", flat=True))
        with transaction.atomic():
            done = separate_topic(topic=topic, by=a_curator())
            back = set(Entry.objects.filter(taggings__tag=topic).values_list("pk", flat=True))
            if not about or back != about or done.left:
                yield f"{topic} was taken from {len(about)} entries, and given back to {len(back)}."
            transaction.set_rollback(True)
