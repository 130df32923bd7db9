"""The log counted: by what, and how often."""
