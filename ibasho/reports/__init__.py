"""Reads every room, writes none: desk, statistics, annual report."""
