"""The pages of the room; all of them are staff pages."""
