"""How an answer is told from the one that somebody has already: its ETag, and when it last may have changed."""

import hashlib
import math
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from directory.catalogue.models import Revision, Version
from directory.search.documents.index_store import index_store
from directory.search.pages.code_version import CODE_VERSION
from directory.search.pages.filters.filterset import index_moment

SETTLED_AFTER = timedelta(minutes=1)  # no request that saves anything lasts longer


def tag_of(*parts):
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass"))
        digest.update(b"\n")
    return f'"{digest.hexdigest()}"'


def edition_tag(address):
    """The ETag of an answer that is made of entries and vocabularies only: it costs one small query.

    It holds the whole `address` with its host, so that only who was given the answer to it can have it, and the
    settings that answers are made with.
    """
    snapshot = index_store.snapshot()
    today, second = index_moment()
    edition = CODE_VERSION, snapshot.version, today, snapshot.index.sessions_begun(second)
    return tag_of(*edition, address, settings.SITE_ADDRESS, settings.CONTACT_EMAIL)


def last_change():
    """When curators last changed anything, in seconds since 1970. Not before today: what is due ends with a day.

    None until that is a while ago: a date tells no two changes of one second apart, and a change that took long to
    save is dated when it began.
    """
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    newest = [model.objects.order_by("-at").values_list("at", flat=True).first() for model in (Revision, Version)]
    changed = max(moment for moment in (midnight, *newest) if moment)
    return math.ceil(changed.timestamp()) if timezone.now() - changed > SETTLED_AFTER else None
