import django.contrib.postgres.indexes
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    # Beside the service: nobody who arrives waits for it.
    atomic = False

    dependencies = [
        ('people', '0002_sign_in_whole'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='person',
            index=django.contrib.postgres.indexes.GistIndex(fields=['place', 'birth_year', 'name'], name='person_alike', opclasses=['gist_uuid_ops', 'gist_int2_ops', 'gist_trgm_ops (siglen=64)']),
        ),
    ]
