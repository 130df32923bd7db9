"""What each room tells for the annual report."""
