"""Case stories, and how nobody in them is known."""
