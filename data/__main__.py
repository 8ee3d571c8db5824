"""`python -m data`: load, check and make records; look at and go back between snapshots."""

import sys

from data.cli import main

if __name__ == "__main__":
    sys.exit(main())
