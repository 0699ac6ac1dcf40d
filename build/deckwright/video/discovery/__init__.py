"""Which scenes a lesson has, in which files, and what each of them depends on."""
