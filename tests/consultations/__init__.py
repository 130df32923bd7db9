"""Tests of room two: listening and meeting."""
