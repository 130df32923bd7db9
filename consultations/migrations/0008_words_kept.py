import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models

import consultations.models.grams
from consultations.models.grams import FUNCTION
from consultations.models.words import FOLD, FOLLOW, FORGET, KEEP


class Migration(migrations.Migration):

    dependencies = [
        ('consultations', '0007_consent_in_time'),
        ('groups', '0003_lives'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='consultation',
            name='consultation_grams',
        ),
        migrations.RemoveField(
            model_name='consultation',
            name='grams',
        ),
        # Without the grams beside it a row is short, and its words are read where it stands.
        migrations.RunSQL(
            "ALTER TABLE consultations_consultation RESET (toast_tuple_target)",
            "ALTER TABLE consultations_consultation SET (toast_tuple_target = 256)",
        ),
        migrations.RunSQL(FUNCTION, migrations.RunSQL.noop),
        migrations.RunSQL(f"{FOLD};{KEEP};{FOLLOW}", FORGET),
        migrations.RunSQL(
            "UPDATE consultations_consultation SET search = ''", migrations.RunSQL.noop
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=django.contrib.postgres.indexes.GinIndex(consultations.models.grams.Grams('search'), fastupdate=False, name='consultation_grams'),
        ),
        # The planner needs no statistics of it, and making them would work out all grams again.
        migrations.RunSQL(
            "ALTER INDEX consultation_grams ALTER COLUMN 1 SET STATISTICS 0",
            migrations.RunSQL.noop,
        ),
        migrations.AddIndex(
            model_name='consultation',
            index=models.Index(fields=['out_of_office'], include=('follow_up_on', 'followed_up'), name='consultation_figures'),
        ),
    ]
