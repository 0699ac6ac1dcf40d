"""Numbers that show their work. Depends on NumPy alone."""
