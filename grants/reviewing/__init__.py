"""The work of the staff on what came in: the queue, one application, and many at once."""
