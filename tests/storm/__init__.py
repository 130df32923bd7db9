"""What holds while the house is struck dead around those who use it."""
