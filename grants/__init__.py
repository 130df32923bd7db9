"""Room one: asking and deciding."""
