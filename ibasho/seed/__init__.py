"""The first contents of the house: the facts of the booklet and the demonstration."""
