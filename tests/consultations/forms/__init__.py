"""Tests of the forms of the room."""
