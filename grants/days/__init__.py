"""The days that must not be missed, and who is reminded of them."""
