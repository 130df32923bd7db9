"""Files of older records."""
