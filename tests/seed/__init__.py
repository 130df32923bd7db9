"""What the first contents of the house hold."""
