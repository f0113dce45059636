"""Django's SQLite, where those who want to write come in turn.

SQLite has no queue. Who finds the database locked sleeps, and looks again after up to a tenth of a second; whoever
writes without a pause has begun anew by then, so that the sleeper is kept out until its patience ends. Here a
transaction passes a gate before it begins, one at a time. Who waits for the database stands in the gate: it is the
next, and whoever has just finished waits behind it.
"""

from __future__ import annotations

from pathlib import Path

from django.db.backends.sqlite3 import base

from charter.atomic import locked


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose transactions begin in turn, also beside those of other processes."""

    def _start_transaction_under_autocommit(self) -> None:
        with locked(Path(self.settings_dict["NAME"])):
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
