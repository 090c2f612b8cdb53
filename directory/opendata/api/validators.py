"""How an answer is told from the one that somebody has already: its ETag, and when it last may have changed."""

import hashlib
import math
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import connection
from django.utils import timezone

from directory.catalogue.models import Revision, Version
from directory.search.engine.cache import BoundedCache
from directory.search.pages.code_version import CODE_VERSION
from directory.search.pages.filters.filterset import index_moment

SETTLED_AFTER = timedelta(minutes=1)  # no request that saves anything lasts longer

_known = BoundedCache(10)  # (edition, day) -> the moment of the last change


def tag_of(*parts):
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return f'"{digest.hexdigest()}"'


def edition_tag(snapshot, address):
    """The ETag of an answer that is made of entries and vocabularies only, as they are in a snapshot of the index.

    It holds the whole `address` with its host, so that only who was given the answer to it can have it, and the
    settings that answers are made with.
    """
    today, second = index_moment()
    edition = CODE_VERSION, snapshot.version, today, snapshot.index.sessions_begun(second)
    return tag_of(*edition, address, settings.SITE_ADDRESS, settings.CONTACT_EMAIL)


def last_change(edition=None):
    """When curators last changed anything, in seconds since 1970. Not before today: what is due ends with a day.

    None until that is a while ago: a date tells no two changes of one second apart, and a change that took long to
    save is dated when it began. Of an `edition` that is named it is looked for once.
    """
    key = edition, timezone.localdate()
    changed = _known.get(key) or newest_change()
    if edition and not connection.in_atomic_block:
        _known[key] = changed
    return math.ceil(changed.timestamp()) if timezone.now() - changed > SETTLED_AFTER else None


def newest_change():
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    newest = [model.objects.order_by("-at").values_list("at", flat=True).first() for model in (Revision, Version)]
    return max(moment for moment in (midnight, *newest) if moment)
