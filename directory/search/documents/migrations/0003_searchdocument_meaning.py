from django.db import migrations, models


class Migration(migrations.Migration):
    """Documents are written anew by themselves: with the vectors, their analysis is another."""

    dependencies = [
        ('search', '0002_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='searchdocument',
            name='meaning',
            field=models.BinaryField(default=b'', help_text='The vector of what it means, int8.'),
        ),
    ]
