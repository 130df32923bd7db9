"""Django's commands; without DATABASE_URL they use the program's own database."""

import os
import sys

from django.core.management import execute_from_command_line

from ibasho import cluster, trial

# What makes, changes or empties tables, or passes by their triggers, comes as their owner; all else
# as the application.
AS_OWNER = {"bench_report", "bench_search", "flush", "migrate", "pgtrigger", "rotate_keys"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibasho.settings")
    try:
        cluster.attach()
    except cluster.ClusterError as error:
        sys.exit(str(error))
    trial.prepare()
    if AS_OWNER & set(sys.argv[1:2]):
        os.environ["IBASHO_AS_OWNER"] = "1"
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
