"""`python -m pages.monthly --month 2026-10 --output summary.pdf`."""

import sys

from pages.monthly.command import main

if __name__ == "__main__":
    sys.exit(main())
