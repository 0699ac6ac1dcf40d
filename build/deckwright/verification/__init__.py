"""A deck read back, whoever saved it last, and compared with what was built and with what the course says today."""
