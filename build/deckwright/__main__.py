"""Where the program starts. Ctrl-C ends it in one line from here on, even while the rest is still being imported."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line."""
    try:
        from deckwright.cli import main as command_line

        command_line()
    except KeyboardInterrupt:
        sys.exit("Stopped. What was built before is as it was.")


if __name__ == "__main__":
    main()
