"""Making the copy: whole, of one moment, and put in the place of the one before at once or not at all."""

import hashlib
import os
import tempfile
from functools import partial
from pathlib import Path

from django.conf import settings
from django.core import signing
from django.utils import timezone

from directory.catalogue.models import Entry
from directory.outages.copy.connecting import connected_to
from directory.outages.copy.rows import rows_of
from directory.outages.copy.tables import public_models, shape
from directory.search.documents.models import Edition
from directory.search.documents.soundness.one_moment import one_moment

MANIFEST, DATA = "public-copy.json", "public-copy-{digest}.sqlite3"
UNFINISHED = "unfinished-"

signer = signing.Signer(salt="directory.outages.copy")


def write_copy():
    """Write it anew. Returns what its manifest says, or None in a bank that has no edition yet."""
    folder = Path(settings.SNAPSHOT_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in folder.glob(f"{UNFINISHED}*"):  # by a process that was killed: only one writes at a time
        left.unlink(missing_ok=True)
    unfinished, now = new_file(folder), timezone.now()
    try:
        edition = fill(unfinished)
        if edition is None:
            return None
        digest = digest_of(unfinished)
        on_disk(unfinished)
        said = {"shape": shape(), "digest": digest, "edition": edition, "at": now.isoformat()}
        os.replace(unfinished, folder / DATA.format(digest=digest))
        replace_text(folder / MANIFEST, signer.sign_object(said))
    finally:
        unfinished.unlink(missing_ok=True)
    tidy(folder, digest)
    return said


def fill(path):
    """Write all rows of one moment. Returns the edition that they are of."""
    with connected_to(path, "rwc") as copy:
        make_tables(copy)
        copy.disable_constraint_checking()  # making tables has enabled it
        with copy.cursor() as cursor, one_moment():
            edition = Edition.objects.values_list("born", "revision").first()
            published = set(Entry.objects.published().values_list("pk", flat=True))
            cursor.execute("BEGIN")
            for model in public_models():
                cursor.executemany(insertion(model, copy), prepared(model, published, copy))
            cursor.execute("COMMIT")
    return edition and f"{edition[0]}-{edition[1]}"


def make_tables(copy):
    with copy.schema_editor(atomic=False) as editor:
        for model in public_models():
            if not model._meta.auto_created:  # tables between two are made with the first
                editor.create_model(model)


def insertion(model, copy):
    quote, fields = copy.ops.quote_name, model._meta.local_concrete_fields
    columns = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({values})"  # noqa: S608 (our own names)


def prepared(model, published, copy):
    prepare = [partial(field.get_db_prep_save, connection=copy) for field in model._meta.local_concrete_fields]
    for row in rows_of(model, published):
        yield [one(value) for one, value in zip(prepare, row, strict=True)]


def new_file(folder):
    handle, name = tempfile.mkstemp(prefix=UNFINISHED, dir=folder)  # only this account can read it
    os.close(handle)
    return Path(name)


def digest_of(path):
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()[:32]


def on_disk(path):
    """What has its name must be there after a power cut too."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def replace_text(path, text):
    unfinished = new_file(path.parent)
    unfinished.write_text(text)
    os.replace(unfinished, path)


def tidy(folder, digest):
    """Take the copies of before away. Who has one open goes on reading it."""
    for path in folder.glob(DATA.format(digest="*")):
        if path.name != DATA.format(digest=digest):
            path.unlink(missing_ok=True)
