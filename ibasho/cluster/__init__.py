"""The program's own PostgreSQL cluster: private, in its data folder, running while it is used."""

from ibasho.cluster.client import attach, ensure, held, release
from ibasho.cluster.home import PROJECT, ClusterError, data_folder, make_data_folder

__all__ = [
    "PROJECT",
    "ClusterError",
    "attach",
    "data_folder",
    "ensure",
    "held",
    "make_data_folder",
    "release",
]
