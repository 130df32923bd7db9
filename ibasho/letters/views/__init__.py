"""Pages of letters: the register, the paper itself, its texts, the outbox, the public check."""
