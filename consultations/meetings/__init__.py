"""Exchange meetings: announced, signed up for, held, and thanked for."""
