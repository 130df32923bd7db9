"""Tests of the room of files that people bring."""
