"""The dashboards, held against plain SQL."""
