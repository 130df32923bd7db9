"""Older records from files: read, mapped, checked row by row, and taken in whole or not at all.

Groups are taken in here as well: their logs name them, and this room stands in front of theirs.
"""
