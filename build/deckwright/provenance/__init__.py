"""Where each figure comes from: kept in the file, and checked against the course."""
