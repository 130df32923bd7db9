"""Where every yen is: promised, claimed, paid, given back."""
