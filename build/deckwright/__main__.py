"""Where the program starts. Ctrl-C ends it in one line from here on, even while the rest is still being imported."""

from __future__ import annotations

import sys

STOPPED = 130  # the exit status of a program that was stopped by Ctrl-C


def main() -> None:
    """Run the command line."""
    try:
        from deckwright.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        print("Stopped. What was built before is as it was.", file=sys.stderr)
        sys.exit(STOPPED)


if __name__ == "__main__":
    main()
