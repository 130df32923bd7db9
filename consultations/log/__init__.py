"""The log of consultations: written, kept apart, read, called to mind."""
