from django.db import migrations, models


class Migration(migrations.Migration):
    """What is there already counts as said, until somebody accepts something from that bank again: no release had any."""

    dependencies = [
        ('following', '0001_banks'),
    ]

    operations = [
        migrations.AddField(
            model_name='origin',
            name='accepted',
            field=models.BooleanField(db_default=False, help_text='We took it over from this bank ourselves. Any other is what such a bank says of a third one.'),
        ),
    ]
