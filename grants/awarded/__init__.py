"""After the award: what was held, what a change makes of it, and the statement of the year."""
