"""Pages of groups, by who is looking: public, my (residents), staff."""
