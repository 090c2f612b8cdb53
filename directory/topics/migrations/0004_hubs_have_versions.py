"""The versions of topic hubs move to the table of all versions, in the form that every record has."""

from django.db import migrations


def record_today(hub, record):
    """Contacts are rows as steps are, and a record names the topic."""
    return {
        "topic": hub.topic.code,
        **{name: record[name] for name in ("definition", "never", "checked_on")},
        "steps": record["steps"],
        "contacts": [{"organisation": name} for name in record["contacts"]],
    }


def move(apps, schema_editor):
    models = [("topics", "HubRevision"), ("catalogue", "Version"), ("contenttypes", "ContentType")]
    revision_model, version_model, type_model = (apps.get_model(*name) for name in models)
    revisions = revision_model.objects.select_related("hub__topic").order_by("pk")
    if not revisions:
        return
    hubs, _ = type_model.objects.get_or_create(app_label="topics", model="hub")
    version_model.objects.bulk_create(
        version_model(
            content_type=hubs,
            object_id=one.hub_id,
            record=record_today(one.hub, one.record),
            **{name: getattr(one, name) for name in ("number", "at", "by_id", "action", "why")},
        )
        for one in revisions
    )


class Migration(migrations.Migration):
    dependencies = [
        ("topics", "0003_evidence_of_audit_areas"),
        ("catalogue", "0007_versions_of_what_curators_look_after"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.DeleteModel("HubRevision"),
    ]
