"""Authenticator apps that were set up with django-otp go on working: their keys move to allauth's table, encrypted.

Recovery codes stay where they are. Then all that django-otp left goes, as nothing would ever look at it again.
"""

from base64 import b32encode

from django.db import migrations

from directory.staff.second_factor.encryption import encrypt

TABLE = "otp_totp_totpdevice"


def move_apps(apps, schema_editor):
    connection = schema_editor.connection
    with connection.cursor() as cursor:
        if TABLE not in connection.introspection.table_names(cursor):
            return  # a database that never had it
        cursor.execute(
            f"SELECT user_id, key, last_t FROM {TABLE} WHERE confirmed AND step = 30 AND digits = 6 AND t0 = 0 ORDER BY id"
        )
        newest = {user: (key, last_counter) for user, key, last_counter in cursor.fetchall()}
    has_one = set(apps.get_model("mfa", "Authenticator").objects.filter(type="totp").values_list("user_id", flat=True))
    for user, (key, last_counter) in newest.items():
        if user not in has_one:
            take_over(apps, user, bytes.fromhex(key), last_counter)
    remove_what_is_left(apps, schema_editor)


def take_over(apps, user, key, last_counter):
    data = {"secret": encrypt(b32encode(key).decode()), "last_counter": max(last_counter, 0)}
    apps.get_model("mfa", "Authenticator").objects.create(user_id=user, type="totp", data=data)


def remove_what_is_left(apps, schema_editor):
    kinds = apps.get_model("contenttypes", "ContentType").objects.filter(app_label="otp_totp")
    apps.get_model("auth", "Permission").objects.filter(content_type__in=kinds).delete()
    kinds.delete()
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'otp_totp'")


class Migration(migrations.Migration):
    dependencies = [
        ("staff", "0003_wrong_codes"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(move_apps, migrations.RunPython.noop)]
