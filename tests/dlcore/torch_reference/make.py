"""Compute the committed values with the torch that is installed: ``cd tests/dlcore && python -m torch_reference.make``.

Names of families as arguments make only those anew. dlcore itself is imported by the cases, but computes nothing here.
"""

from __future__ import annotations

import sys

from torch_reference.families import families, values_file, write


def main(wanted: list[str]) -> None:
    """Write values/FAMILY.json for each family wanted, or for all."""
    import torch  # here, since test collection imports this file on machines without torch

    known = families()
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.exit(f"No such family: {', '.join(unknown)}. Known: {', '.join(known)}")
    for family in wanted or known:
        write(family, torch.__version__, {case.name: (case.digest, case.by_torch(torch)) for case in known[family]})
        print(f"{family}: {len(known[family])} cases, {values_file(family).stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
