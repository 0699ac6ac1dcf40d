"""Charts as drawings: the axes, ticks, names and places of the native chart."""
