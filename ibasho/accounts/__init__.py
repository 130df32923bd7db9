"""Who may come in: User, Role, capabilities, sign-in."""
