"""The database of a release in one file: `releases/0.2.0.json.gz`, a compressed JSON object.

{"release": "0.2.0",
 "migrations": [[app, name]...], every one that was applied,
 "triggers": {"sqlite": [statement...], "postgresql": [statement...]},
 "tables": {table: {"columns": [name...], "rows": [[value...]...]}}}

Values are plain: text, numbers, true, false, null and what a JSON column holds; days and moments as "2026-11-24...",
bytes in base64. They load on either kind of database.
"""

import gzip
import json
from base64 import b64encode
from datetime import datetime
from pathlib import Path

from django.core.serializers.json import DjangoJSONEncoder

RELEASES = Path(__file__).parent / "releases"
LEFT_OUT = {"django_session", "django_admin_log"}


def path_of(release):
    return RELEASES / f"{release}.json.gz"


def newest():
    """The last release that was recorded, such as "0.2.0"."""
    names = [path.name.removesuffix(".json.gz") for path in RELEASES.glob("*.json.gz")]
    return max(names, key=lambda name: [int(part) for part in name.split(".")])


def read(release):
    return json.loads(gzip.decompress(path_of(release).read_bytes()))


def write(content):
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    path_of(content["release"]).write_bytes(gzip.compress(text.encode(), mtime=0))


class Plain(DjangoJSONEncoder):
    def default(self, value):
        if isinstance(value, bytes | memoryview):
            return b64encode(value).decode()
        if isinstance(value, datetime):  # to the microsecond, where Django's has milliseconds
            return value.isoformat()
        return super().default(value)


def plain(values):
    """`values` as the file holds them."""
    return json.loads(json.dumps(values, cls=Plain))


def models_by_table(apps):
    """Table -> its model, for every table that is recorded."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    return {model._meta.db_table: model for model in models if model._meta.db_table not in LEFT_OUT}


def tables_of(apps):
    """Table -> {"columns": names, "rows": lists of plain values by primary key}, as `apps` knows them."""
    return {table: content_of(model) for table, model in sorted(models_by_table(apps).items())}


def content_of(model):
    fields = model._meta.local_concrete_fields
    rows = model._base_manager.order_by("pk").values_list(*(field.attname for field in fields))
    return {"columns": [field.column for field in fields], "rows": plain(list(rows))}
