"""The pages of the room; all of them only read."""
