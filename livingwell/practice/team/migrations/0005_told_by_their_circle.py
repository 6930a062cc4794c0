from django.db import migrations, models

#: What circles told before, of those who are held already, and nobody has read (see 0001 for the role).
TOLD_ALREADY = """
do $$ begin
    if not has_table_privilege('livingwell_gate', 'circle_wordtoteam', 'select') then return; end if;
    set local role livingwell_gate;
    update team_standing s set told_at = told.first from (
        select person_id, min(said_at) as first from circle_wordtoteam where read_at is null group by 1) told
    where told.person_id = s.person_id;
    reset role;
end $$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('team', '0004_rota'),
        ('circle', '0005_sittings'),
    ]

    operations = [
        migrations.AddField(
            model_name='standing',
            name='told_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(TOLD_ALREADY, migrations.RunSQL.noop),
    ]
