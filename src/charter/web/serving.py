"""Serving: one command starts the processes of a site, and of the demo once somebody asks for it.

A site is a folder with its database, its files and its secret. It has a server of pages and a worker. Whoever stops
the one that started them stops them all; if one of them ends by itself, the others are stopped too.
"""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from charter.atomic import make_folder, write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SETTINGS = "charter.web.settings"
LOOK = 0.3
"""Seconds between two looks at the processes."""
GRACE = 10
"""Seconds that a process has to end."""
MIGRATING = 0x43485254
"""The number of the lock that whoever changes the tables holds: the bytes of "CHRT"."""
MEMORY_LESS = ["--preload", "--workers", "2"]


class NotReady(RuntimeError):  # noqa: N818 - named for what is so
    """What keeps a site from starting, in a sentence for whoever starts it."""


def run(words: Sequence[str]) -> int:
    """Run one of the processes; give its exit code. What keeps it from starting is one line."""
    try:
        return _run(_asked(words))
    except NotReady as wrong:
        sys.stderr.write(f"Error: {wrong}\n")
    return 1


def _asked(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m charter.web")
    parser.add_argument("what", choices=["serve", "migrate", "work", "backup", "restore"])
    parser.add_argument("--data", type=Path, default=Path("charter-data"))
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--no-demo", action="store_true")
    parser.add_argument("--wipe-demo", action="store_true")
    parser.add_argument("--file", type=Path, default=None)
    return parser.parse_args(words)


def _run(asked: argparse.Namespace) -> int:
    if asked.what == "serve":
        return _serve(asked)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    os.environ.setdefault("CHARTER_DATA", str(asked.data))
    if asked.what in {"backup", "restore"}:
        return _keep(asked)
    _set_up()
    _migrate() if asked.what == "migrate" else _work()
    return 0


def _keep(asked: argparse.Namespace) -> int:
    """Write a backup of a site, which may run meanwhile; or make a site out of one."""
    from charter.web.archive import NotRestored, read_secret  # noqa: PLC0415 - as below

    os.environ["CHARTER_DATA"] = str(asked.data)
    if asked.file is None:
        sys.stderr.write("Say which file: --file backup.zip\n")
        return 2
    try:
        if asked.what == "restore" and (asked.data / "secret").exists():
            sys.stderr.write(f"There is a site in {asked.data} already: name a folder of its own.\n")
            return 1
        if asked.what == "restore":
            prepare_site(asked.data, read_secret(asked.file))
        _write_or_restore(asked)
    except (NotRestored, OSError) as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    return 0


def _set_up() -> None:
    """Read the settings. Raises NotReady for those that are none."""
    import django  # noqa: PLC0415 - only the processes that need it
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as above

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        raise NotReady(_line(wrong)) from wrong


def _line(wrong: Exception) -> str:
    """Give the first line of what was said."""
    return next(iter(str(wrong).strip().splitlines()), type(wrong).__name__)


def _write_or_restore(asked: argparse.Namespace) -> None:
    _set_up()
    from charter.web.backup import restore_backup, write_backup  # noqa: PLC0415 - as above

    if asked.what == "backup":
        write_backup(asked.file)
        sys.stdout.write(
            f"{asked.file} written. It holds the keys and the secret: keep it as you keep these.\n"
        )
        return
    _migrate()
    done = restore_backup(asked.file)
    lines = [f"{done.rows} rows and {done.files} files are back in {asked.data}."]
    lines += [f"{slug}: the evidence ends at {head or 'nothing yet'}" for slug, head in done.heads.items()]
    lines += [f"a key to seal with: {key}" for key in done.keys] or [
        "no key to seal with; one is made when needed"
    ]
    sys.stdout.write("\n".join(lines) + "\n")


def _migrate() -> None:
    """Bring the tables up to date. Raises NotReady where the database is not to be had, or of a newer release."""
    from django.core.management import call_command  # noqa: PLC0415 - as above
    from django.db import Error, connection  # noqa: PLC0415 - as above

    try:
        if connection.vendor == "postgresql":  # of many processes that start at once, one changes the tables
            connection.cursor().execute("SELECT pg_advisory_lock(%s)", [MIGRATING])
        refuse_newer()
        call_command("migrate", verbosity=0)
    except Error as wrong:
        raise NotReady(f"the database is not to be had: {_line(wrong)}") from wrong
    connection.close()


def refuse_newer() -> None:
    """Raise NotReady for a database that a newer release of Charter has changed: this one does not know its tables."""
    from django.db import connection  # noqa: PLC0415 - as above
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - as above

    loader = MigrationLoader(connection)
    ours = {app for app, _ in loader.disk_migrations}
    later = sorted(
        f"{app}.{name}"
        for app, name in loader.applied_migrations
        if app in ours
        and (app, name) not in loader.disk_migrations
        and (app, name) not in loader.replacements
    )
    if later:
        raise NotReady(
            f"the database is of a newer release of Charter ({later[-1]}): start that one, or restore a backup of this"
        )


def _work() -> None:
    from charter.web.worker import work  # noqa: PLC0415 - as above

    work()


def prepare_site(folder: Path, secret: str = "") -> None:
    """Make the folder of a site and its secret, for its owner alone; left out: a new one."""
    make_folder(folder, 0o700)
    if not (folder / "secret").exists():
        write_whole(folder / "secret", (secret or secrets.token_urlsafe(48)).encode(), private=True)


@contextmanager
def _told_to_stop() -> Iterator[threading.Event]:
    """Give what is set once somebody stops this process, from the first step of the start on."""
    stop = threading.Event()
    before = {each: signal.signal(each, lambda *_: stop.set()) for each in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for each, was in before.items():
            signal.signal(each, was)


def _serve(asked: argparse.Namespace) -> int:
    with _told_to_stop() as stop:
        return _serve_until(asked, stop)


def _serve_until(asked: argparse.Namespace, stop: threading.Event) -> int:
    demo = asked.data / "demo"
    if asked.wipe_demo and demo.exists():
        shutil.rmtree(demo)
    try:
        doors = take_ports(asked.host, asked.port)
    except OSError as error:
        sys.stderr.write(
            f"Error: {asked.host}:{asked.port} is not to be had: {error.strerror}; try --port 0\n"
        )
        return 1
    with closing(doors[0]), closing(doors[1]):
        return _serve_at(asked, doors, stop)


def _serve_at(
    asked: argparse.Namespace, doors: tuple[socket.socket, socket.socket], stop: threading.Event
) -> int:
    demo = asked.data / "demo"
    own_at, demo_at = (_address(asked.host, door) for door in doors)
    public = os.environ.get("CHARTER_ADDRESS", own_at)  # where others find it, and where mails lead
    told = {"CHARTER_OWN_ADDRESS": public, "CHARTER_DEMO_ADDRESS": "" if asked.no_demo else demo_at}
    try:
        prepare_site(asked.data)
        wish = asked.data / "demo-wanted"
        wish.unlink(missing_ok=True)
    except OSError as error:
        raise NotReady(
            f"{asked.data} cannot be written: {error.strerror}; name a folder by --data"
        ) from error
    there = False
    processes = _start(asked.data, asked.host, doors[0], told, stop)
    while processes and not stop.wait(LOOK) and all(each.poll() is None for each in processes):
        if _answers(doors[0]):
            break
    if stop.is_set() or not processes:
        _stop(processes)
        sys.stderr.write(
            "Stopped before it was ready; what is kept stays as it is.\n" if stop.is_set() else ""
        )
        return 0 if stop.is_set() else 1
    sys.stdout.write(f"Charter is at {own_at}\nCtrl-C stops it; what you do is kept in {asked.data}\n")
    sys.stdout.flush()
    try:
        while not stop.wait(LOOK) and all(each.poll() is None for each in processes):
            if wish.exists():
                wish.unlink()
                if asked.no_demo or there:
                    continue  # it is there already
                there = True
                only = {"CHARTER_DEMO": "1", "DATABASE_URL": "", "CHARTER_OWN_ADDRESS": own_at}
                processes += _start(demo, asked.host, doors[1], only, stop)
    finally:
        _stop(processes)
    return 0 if stop.is_set() else 1


def take_ports(host: str, port: int) -> tuple[socket.socket, socket.socket]:
    """Take the port of a site, and for its demo the next one or, where others have that, any that is free.

    They are taken before anything starts, so that nobody else can have them once an address is told; whoever serves
    a site listens there. Port 0 stands for any that is free.

    Raises:
        OSError: somebody has the site's port, or this machine does not have the host's address.
    """
    own = _taken(host, port)
    following = own.getsockname()[1] + 1
    try:
        return own, _taken(host, following)
    except (OSError, OverflowError):  # somebody has it, or there is none after the last
        return own, _taken(host, 0)


def _taken(host: str, port: int) -> socket.socket:
    family, kind, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    door = socket.socket(family, kind)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # not kept by connections that just ended
    try:
        door.bind(place)
    except (OSError, OverflowError):
        door.close()
        raise
    return door


def _address(host: str, door: socket.socket) -> str:
    port = door.getsockname()[1]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _answers(door: socket.socket) -> bool:
    """Whether somebody listens there."""
    try:
        socket.create_connection(door.getsockname()[:2], LOOK).close()
    except OSError:
        return False
    return True


def _start(
    folder: Path, host: str, door: socket.socket, told: dict[str, str], stop: threading.Event
) -> list[subprocess.Popen[bytes]]:
    """Start the processes of a site; its database is brought up to date first.

    None is started where that fails, which was said then, or where somebody stops it meanwhile.
    """
    prepare_site(folder)
    hosts = os.environ.get("CHARTER_HOSTS", f"127.0.0.1,localhost,[::1],{host}")
    here = {
        **os.environ,
        "CHARTER_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "CHARTER_HOSTS": hosts,
    }
    environment = here | told
    own = [sys.executable, "-m", "charter.web"]
    first = subprocess.Popen([*own, "migrate"], env=environment, start_new_session=True)  # noqa: S603 - our own program
    while first.poll() is None:
        if stop.wait(LOOK / 10):
            _stop([first])
    if first.returncode or stop.is_set():
        return []
    number = door.fileno()
    server = [sys.executable, "-m", "gunicorn", "charter.web.wsgi", "--bind", f"fd://{number}", *MEMORY_LESS]
    quiet = ["--log-level", "warning", "--timeout", "60"]
    return [
        subprocess.Popen([*server, *quiet], env=environment, start_new_session=True, pass_fds=[number]),  # noqa: S603 - as above
        subprocess.Popen([*own, "work"], env=environment, start_new_session=True),  # noqa: S603 - as above
    ]


def _stop(processes: list[subprocess.Popen[bytes]]) -> None:
    for each in processes:
        each.terminate()
    for each in processes:
        try:
            each.wait(GRACE)
        except subprocess.TimeoutExpired:
            each.kill()
