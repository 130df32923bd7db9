"""The guideline in Python: pure, no Django, no clock, no database."""
