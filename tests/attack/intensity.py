"""How much is tried: as much as fits into the suite, or with ``CHECKER_ATTACKS=100`` a hundred times that, by hand."""

import os

TIMES = int(os.environ.get("CHECKER_ATTACKS", "1"))
