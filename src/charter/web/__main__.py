"""`python -m charter.web`: serve, or be one of the processes of serving."""

from __future__ import annotations

import sys

from charter.web.serving import run

sys.exit(run(sys.argv[1:]))
