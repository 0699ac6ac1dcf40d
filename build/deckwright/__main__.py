"""Where the program starts. Ctrl-C ends it in one line from here on, even while the rest is still being imported."""

from __future__ import annotations

import os
import sys

STOPPED = 130  # the exit status of a program that was stopped by Ctrl-C
# Libraries of linear algebra start as many threads as there are cores, which wait for each other busily: with small
# matrices, and a deck on each core, that costs several times what it brings. And with one, sums have one order.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main() -> None:
    """Run the command line."""
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")  # read when NumPy is loaded
    try:
        from deckwright.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        print("Stopped. What was built before is as it was.", file=sys.stderr)
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
