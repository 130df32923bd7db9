"""What leaves the house: document register, numbered immutable letters, mail outbox."""
