"""Pages about the people of a group, by who is looking: public, my (residents), staff."""
