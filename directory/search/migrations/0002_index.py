# What entries are found by, for the index in memory. Documents are made from entries, so the old ones are just dropped:
# the first process to search writes them anew.

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0001_initial'),
        ('search', '0001_initial'),
    ]

    operations = [
        migrations.DeleteModel(name='SearchDocument'),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('born', models.CharField(max_length=32)),
                ('recipe', models.CharField(help_text='The analysis that all documents were written with.', max_length=32)),
                ('revision', models.BigIntegerField(default=0)),
                ('vocabulary_revision', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='SearchDocument',
            fields=[
                ('entry', models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, primary_key=True, related_name='document', serialize=False, to='catalogue.entry')),
                ('revision', models.BigIntegerField(db_index=True)),
                ('gone', models.BooleanField(default=False)),
                ('words', models.TextField()),
                ('title', models.CharField(help_text='Folded, to sort by.', max_length=250)),
                ('options', models.BinaryField(help_text='Ids of the options it has, uint32.')),
                ('positions', models.BinaryField(help_text='Ids of its words in their order, uint32; 0 between fields.')),
                ('weighed', models.BinaryField(help_text='Ids of its words, one for each of its terms, uint32.')),
                ('impacts', models.BinaryField(help_text='The impact of each of those terms, uint8.')),
                ('names', models.BinaryField(help_text='Fingerprints of what it is called, uint64.')),
                ('sessions', models.BinaryField(help_text='When its sessions start, seconds since 1970, int64, in order.')),
                ('sunk', models.BooleanField(help_text='Closed, superseded or archived by its publisher.')),
                ('trust', models.SmallIntegerField()),
                ('due_day', models.IntegerField(help_text='The day of its next review, as a proleptic Gregorian ordinal.', null=True)),
                ('published_second', models.BigIntegerField(help_text='Seconds since 1970.')),
            ],
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=120, unique=True)),
            ],
        ),
    ]
