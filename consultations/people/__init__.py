"""The people around the groups, and who knows whom."""
