"""What a directory is published by: topics with ids, hours, ages, and when anything last changed."""

from uuid import uuid5

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import livingwell.kit.clock
from django.db import migrations, models

#: As `models.topics.OWN` was when this was written.
OWN = "Topics"


def know_topics(apps, schema_editor):
    """The topics of the supports there are, as `actions.topics` makes them of new ones."""
    owner = schema_editor.connection.alias  # the connection that migrates: another would wait for it for ever
    supports, taxonomies, topics = (
        apps.get_model("network", name).objects.using(owner) for name in ("Support", "Taxonomy", "Topic")
    )
    with_topics = supports.exclude(topics=[])
    for place in with_topics.order_by("place_id").values_list("place_id", flat=True).distinct():
        taxonomy, made = uuid5(place, f"taxonomy/{OWN}"), {}
        taxonomies.create(pk=taxonomy, place_id=place, name=OWN)
        for pk, names in with_topics.filter(place_id=place).values_list("pk", "topics"):
            ids = {uuid5(taxonomy, f"topic/{' '.join(name.split()).casefold()}"): name for name in names}
            made |= ids
            supports.filter(pk=pk).update(topic_ids=list(ids))
        topics.bulk_create(
            [topics.model(pk=pk, place_id=place, taxonomy_id=taxonomy, name=name) for pk, name in made.items()]
        )


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0001_initial'),
        ('people', '0005_safeguarding_lead'),
    ]

    operations = [
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField()),
                ('opens', models.TimeField(null=True)),
                ('closes', models.TimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Taxonomy',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ('name', models.TextField()),
            ],
        ),
        migrations.AddField(
            model_name='support',
            name='changed_at',
            field=models.DateTimeField(default=livingwell.kit.clock.now),
        ),
        migrations.AddField(
            model_name='support',
            name='maximum_age',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='support',
            name='minimum_age',
            field=models.FloatField(null=True),
        ),
        migrations.AddField(
            model_name='support',
            name='topic_ids',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.AddIndex(
            model_name='support',
            index=models.Index(fields=['place', '-changed_at', 'id'], name='support_changed'),
        ),
        migrations.AddIndex(
            model_name='support',
            index=django.contrib.postgres.indexes.GinIndex(fields=['topic_ids'], name='support_topics'),
        ),
        migrations.AddField(
            model_name='opening',
            name='support',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='network.support'),
        ),
        migrations.AddField(
            model_name='taxonomy',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place'),
        ),
        migrations.AddField(
            model_name='topic',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.place'),
        ),
        migrations.AddField(
            model_name='topic',
            name='taxonomy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='network.taxonomy'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__range', (0, 6))), name='opening_on_a_weekday'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.UniqueConstraint(fields=('support', 'weekday', 'opens', 'closes'), name='opening_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='taxonomy',
            constraint=models.UniqueConstraint(fields=('place', 'name'), name='taxonomy_once'),
        ),
        migrations.AddIndex(
            model_name='topic',
            index=models.Index(fields=['place', 'name', 'id'], name='topic_by_name'),
        ),
        migrations.AddConstraint(
            model_name='topic',
            constraint=models.UniqueConstraint(fields=('taxonomy', 'name'), name='topic_once'),
        ),
        migrations.RunPython(know_topics, migrations.RunPython.noop),
    ]
