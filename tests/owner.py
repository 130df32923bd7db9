"""Loaded first (pyproject.toml): tests make databases, so they come as the owner of the tables."""

import os

os.environ["IBASHO_AS_OWNER"] = "1"
