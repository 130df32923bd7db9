"""Django's commands; without DATABASE_URL they use the program's own database."""

import os
import sys

from django.core.management import execute_from_command_line

from ibasho import cluster, trial


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibasho.settings")
    try:
        cluster.attach()
    except cluster.ClusterError as error:
        sys.exit(str(error))
    trial.prepare()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
