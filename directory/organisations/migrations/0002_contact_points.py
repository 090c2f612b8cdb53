import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalogue", "0001_initial"),
        ("organisations", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPoint',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first.')),
                ('channel', models.CharField(choices=[('phone', 'Telephone'), ('text', 'Text message'), ('email', 'E-mail'), ('form', 'Web form or chat'), ('in_person', 'In person')], default='phone', max_length=10, verbose_name='what it is')),
                ('value', models.CharField(help_text='One telephone number, with its extension if it has one; or one e-mail or web address; or a place.', max_length=500, verbose_name='number or address')),
                ('extension', models.CharField(blank=True, help_text='Readers see it. A telephone does not dial it.', max_length=7)),
                ('name', models.CharField(blank=True, help_text='If it has a name of its own. For example: Out of hours.', max_length=100, verbose_name='what it is called')),
                ('audience', models.CharField(choices=[('everyone', 'Everyone'), ('children', 'Children and young people'), ('parents', 'Parents and carers'), ('school_staff', 'School and college staff')], default='everyone', max_length=12, verbose_name='who it is for')),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='from what age')),
                ('always_open', models.BooleanField(default=False, verbose_name='day and night, every day')),
                ('opening_times', models.CharField(blank=True, help_text='Days and times: Monday to Thursday 8am to 5.30pm, Friday 8am to 4.30pm.', max_length=300)),
                ('bank_holidays', models.CharField(blank=True, choices=[('', 'Not known'), ('as_usual', 'Open as on any other day'), ('closed', 'Closed'), ('all_day', 'Open day and night')], default='', max_length=10, verbose_name='on bank holidays')),
                ('hours_note', models.CharField(blank=True, help_text='Shown after the times, or in their place if they cannot be given.', max_length=200, verbose_name='when it answers, in words')),
                ('note', models.CharField(blank=True, help_text='What a caller needs to know. For example: choose option 1.', max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'contact point',
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('channel__in', ['phone', 'text', 'email', 'form', 'in_person'])), name='contact_point_channel_known'), models.CheckConstraint(condition=models.Q(('audience__in', ['everyone', 'children', 'parents', 'school_staff'])), name='contact_point_audience_known'), models.UniqueConstraint(fields=('organisation', 'channel', 'value', 'extension'), name='contact_point_once', violation_error_message='This organisation already has that number or address.')],
            },
        ),
    ]
