import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('organisations', '0004_remove_old_contact_fields'),
        ('taxonomy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(editable=False, max_length=30, unique=True)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, help_text='Lower numbers come first.')),
                ('youngest', models.PositiveSmallIntegerField(blank=True, help_text='Leave it empty for the ages that the entry serves.', null=True, verbose_name='youngest age')),
                ('oldest', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='oldest age')),
                ('needs_no_name', models.BooleanField(default=False, verbose_name='callers need not give their name')),
                ('note', models.CharField(blank=True, help_text='For example: for you, or a parent, to call.', max_length=200)),
                ('contact_point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.contactpoint', verbose_name='number or address of an organisation')),
                ('districts', models.ManyToManyField(blank=True, help_text='Choose none for everywhere that the entry serves.', related_name='+', to='taxonomy.district')),
                ('tool', models.ForeignKey(blank=True, help_text='A reporting tool, such as Report Remove. Readers are sent to its web address.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.entry', verbose_name='or a page to open')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='who_to_call.need')),
            ],
            options={
                'ordering': ['order', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('contact_point__isnull', True), ('tool__isnull', False)), models.Q(('contact_point__isnull', False), ('tool__isnull', True)), _connector='OR'), name='contact_is_one_thing', violation_error_message='Choose a number, or a page to open: one of the two.'), models.UniqueConstraint(fields=('need', 'contact_point'), name='contact_point_once_in_a_need', violation_error_message='This number is already there.'), models.UniqueConstraint(fields=('need', 'tool'), name='tool_once_in_a_need', violation_error_message='This page is already there.')],
            },
        ),
    ]
