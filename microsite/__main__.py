"""`python -m microsite`."""

import sys

from microsite.cli import main

sys.exit(main())
