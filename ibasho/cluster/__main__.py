"""`python -m ibasho.cluster COMMAND …` runs a command with DATABASE_URL set and the cluster up."""

import os
import sys

from ibasho.cluster.client import attach, hand_on
from ibasho.cluster.home import ClusterError


def main() -> None:
    try:
        attach()
    except ClusterError as error:
        sys.exit(str(error))
    hand_on()
    os.execvp(sys.argv[1], sys.argv[1:])


main()
