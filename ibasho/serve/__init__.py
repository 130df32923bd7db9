"""The front door of the whole house: `python -m ibasho.serve` opens it, Ctrl-C closes it."""
