"""The house: what every room shares, the front door, the one window into all rooms."""
