"""Programmes and their terms: published, tried on other years, proved again, side by side."""
