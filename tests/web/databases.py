"""Sites for tests, each a folder with a database of its own: a file of SQLite, or a database of a PostgreSQL server."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.db import connection

from charter.web.kit import engagements


@dataclass(frozen=True)
class Site:
    """A site of a test, by its folder."""

    folder: Path

    @property
    def database(self) -> str:
        """What its database is called."""
        if connection.vendor == "sqlite":
            return str(self.folder / "charter.sqlite3")
        return f"test_{sha256(str(self.folder).encode()).hexdigest()[:24]}"

    def create(self) -> None:
        """Make its database, with nothing in it, and open it."""
        if connection.vendor == "postgresql":
            _on_server(f'CREATE DATABASE "{self.database}"')
        self.open()

    def copy(self, to: Path) -> Site:
        """Copy it with its database, and open the copy."""
        connection.close()
        made = Site(Path(shutil.copytree(self.folder, to)))
        if connection.vendor == "postgresql":
            _on_server(f'CREATE DATABASE "{made.database}" TEMPLATE "{self.database}"')
        made.open()
        return made

    def open(self) -> None:
        """Make it the site of this process."""
        connection.close()
        connection.settings_dict["NAME"] = self.database
        settings.BLOBS, settings.DATA, settings.KEYS = (self.folder / name for name in ("files", "", "keys"))
        engagements.forget_all()

    def drop(self) -> None:
        """Remove its database; the folder goes with the test."""
        connection.close()
        if connection.vendor == "postgresql":
            _on_server(f'DROP DATABASE "{self.database}" WITH (FORCE)')


def _on_server(statement: str) -> None:
    """Run a statement in the server's own database, outside a transaction."""
    connection.close()
    connection.settings_dict["NAME"] = "postgres"
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def everything_in_the_database() -> str:
    """Give all that stands in the tables, as text."""
    with connection.cursor() as cursor:
        told = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the tables are ours
            told += [
                bytes(value).decode("utf-8", "replace")
                if isinstance(value, bytes | memoryview)
                else str(value)
                for row in cursor.fetchall()
                for value in row
            ]
    return "\n".join(told)
