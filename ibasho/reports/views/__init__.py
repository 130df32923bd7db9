"""The pages of the room: figures that are only read, and editions that are written."""
