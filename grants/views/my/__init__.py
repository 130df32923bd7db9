"""Pages of residents: their own applications and nobody else's."""
