"""Sets Django up as the processes of the workspace do, on a folder that goes with the tests; importing does it.

`CHARTER_TEST_DATABASE` names a PostgreSQL server for the tests, as `DATABASE_URL` does; left out, SQLite is used.
"""

from __future__ import annotations

import atexit
import os
import tempfile

import django

_FOLDER = tempfile.TemporaryDirectory()
atexit.register(_FOLDER.cleanup)
os.environ |= {
    "CHARTER_DATA": _FOLDER.name,
    "DJANGO_SETTINGS_MODULE": "charter.web.settings",
    "CHARTER_DEMO_ADDRESS": "http://127.0.0.1:9/",
    "DATABASE_URL": os.environ.get("CHARTER_TEST_DATABASE", ""),
}
django.setup()
