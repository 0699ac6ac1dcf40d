"""Arguments that a function must refuse, one family of functions a file; each gives its ``attempts``."""
