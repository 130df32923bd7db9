"""Room two: listening and meeting."""
