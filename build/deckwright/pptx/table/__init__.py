"""Tables and matrices as native tables."""
