"""Whom we serve: areas, districts, groups, their people and their life."""
