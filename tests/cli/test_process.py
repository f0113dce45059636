"""The command as a process: exit codes, pipes, signals, locales, and what it loads before it starts."""

from __future__ import annotations

import gc
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

PROGRAM = [sys.executable, "-m", "charter"]
HEAVY = ("typst", "docx", "pyhanko", "cryptography", "lxml", "jinja2", "markdown_it", "fontTools", "rich")
INTERRUPTED = """
import signal, sys
import charter.folder
from charter.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have started the tests without it

def load(path):
    print("reading", flush=True)
    sys.stdin.read()

charter.folder.load = load
sys.argv = ["charter", "log"]
main()
"""
LOADED = "import sys, runpy; sys.argv[0] = 'charter'; sys.modules.pop('charter', None)\ntry:\n    runpy.run_module('charter')\nexcept SystemExit:\n    pass\nprint('\\n'.join(sys.modules), file=sys.stderr)"


def run(*words: str | Path, **variables: str) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, **variables}
    return subprocess.run([*PROGRAM, *map(str, words)], env=environment, capture_output=True, check=False)  # noqa: S603 - our own program


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--version"], 0),
        (["duties", "--today", "2023-11-03"], 0),
        (["duties", "nowhere"], 2),
        (["chekc"], 2),
        ([], 2),
    ],
)
def test_the_exit_code_says_how_it_went(
    words: list[str], code: int, opened: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(opened)
    done = run(*words)
    assert done.returncode == code
    assert bool(done.stderr) == (code == 2)


@pytest.mark.parametrize("words", [["schema"], ["duties", "--today", "2023-11-03"]])
def test_a_reader_that_has_seen_enough_ends_it_by_the_pipe(words: list[str], opened: Path) -> None:
    """As it ends other tools: neither fine, nor the code of findings; and nothing is complained about."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [*PROGRAM, *words], cwd=opened, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout
        assert program.stderr
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == -signal.SIGPIPE


def test_a_closed_output_is_named(opened: Path) -> None:
    done = subprocess.run(  # noqa: S602 - the shell is what closes it
        f'"{sys.executable}" -m charter duties --json >&-',
        shell=True,
        cwd=opened,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        b"error: standard output is closed: there is nowhere to write to\n",
    )


def test_an_interruption_ends_without_a_word(opened: Path) -> None:
    code = INTERRUPTED
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", code],
        cwd=opened,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdin
        assert program.stdout
        assert program.stderr
        program.stdout.readline()
        program.send_signal(signal.SIGINT)
        program.stdin.close()  # nothing is waited for but the program itself
        assert program.wait() == 130
        assert b"Traceback" not in program.stderr.read()


@pytest.mark.parametrize(
    ("variables", "arrow"),
    [({"LC_ALL": "C"}, "→"), ({"PYTHONIOENCODING": "ascii"}, "->"), ({"PYTHONIOENCODING": "latin-1"}, "->")],
)
def test_a_terminal_that_knows_few_letters_is_written_to_as_near_as_can_be(
    variables: dict[str, str], arrow: str, opened: Path
) -> None:
    done = run("diff", opened, "--no-words", **variables)
    assert done.returncode == 0, done.stderr
    assert f"{arrow} + EUR 28,548.39".encode() in done.stdout


def test_json_is_whole_where_few_letters_are_known(opened: Path) -> None:
    done = run("show", "--json", "--in", opened, PYTHONIOENCODING="ascii")
    assert b"UG (haftungsbeschr\\u00e4nkt)" in done.stdout


@pytest.mark.parametrize(
    ("words", "allowed"),
    [
        (["--help"], ()),
        (["duties", "--today", "2023-11-03"], ()),
        (["invoice", "--today", "2023-11-03"], ()),
        (["statement", "--today", "2023-11-03"], ()),
        (["show", "--on", "2023-11-03"], ("jinja2", "markdown_it")),
    ],
)
def test_nothing_heavy_is_loaded_that_is_not_used(
    words: list[str], allowed: tuple[str, ...], opened: Path
) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", LOADED, *words], cwd=opened, capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stderr.split()}
    assert "charter" in loaded
    assert loaded & set(HEAVY) <= set(allowed)


def test_help_reads_no_terms(opened: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", LOADED, "--help"], cwd=opened, capture_output=True, text=True, check=True
    )
    assert "pydantic" not in done.stderr.split()


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_a_real_terminal_gets_colour_unless_somebody_said_no(
    variables: dict[str, str], *, coloured: bool, opened: Path
) -> None:
    ours, theirs = pty.openpty()
    environment = {name: value for name, value in os.environ.items() if name != "NO_COLOR"} | variables
    words = [*PROGRAM, "duties", "--today", "2023-11-03", "--until", "2023-11-06"]
    with subprocess.Popen(words, cwd=opened, env=environment, stdout=theirs) as program:  # noqa: S603 - our own program
        os.close(theirs)
        shown = b""
        while b"so far" not in shown:
            shown += os.read(ours, 4096)
        assert program.wait() == 0
    os.close(ours)
    assert (b"\x1b[1;31mlate by 18 days\x1b[0m" in shown) == coloured
    assert (b"\x1b" in shown) == coloured


def test_what_commands_leave_behind_in_one_process_can_be_collected(asked: Callable[[str], object]) -> None:
    """A command sets aside what it imported from the collection of garbage; where many follow, that would keep it all."""
    set_aside = gc.get_freeze_count()
    asked("statement --today 2023-11-20")
    assert gc.get_freeze_count() == set_aside
