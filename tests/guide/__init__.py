"""Our own style guide: every component in every state, for looking at and for axe."""
