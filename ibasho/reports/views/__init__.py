"""The views of the reports: figures that are only read, and editions that are written."""
