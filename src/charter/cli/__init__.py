"""The command line: one file a command, and each command one call of the front door.

`main` is where exceptions become exit codes: 0 fine, 1 findings, 2 bad input, 130 interrupted. When the reader of a
pipe stops reading, as `head` does, the program ends as others do: by the signal of the broken pipe.
"""

from __future__ import annotations

import codecs
import gc
import os
import sys

FINE, BAD, INTERRUPTED = 0, 2, 130
NEW_OBJECTS = 200_000
"""After how many new objects garbage is looked for: most of what a command makes, it keeps until it ends."""


def main() -> None:
    """Run the command line."""
    if not _can_write():
        sys.exit(BAD)
    try:
        _replace_unknown_letters()
        code = _run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except SystemExit as ended:  # typer makes one of a broken pipe
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        code = _end_by_broken_pipe()
    except Exception as error:  # noqa: BLE001 - the one place where errors become words
        code = _report(error)
    gc.freeze()  # Python looks through all that was made once more as it ends: for nothing, since all of it goes
    sys.exit(code)


def _run() -> int:
    """Run the command, with little garbage collection of what is imported: that saves a sixth of the start-up."""
    gc.disable()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # nothing else that is installed reads terms
    from charter.cli.app import program

    called = program(sys.argv[1:])
    gc.enable()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS)
    ended = called(standalone_mode=False, prog_name="charter")
    return ended if isinstance(ended, int) else FINE


def _report(error: Exception) -> int:
    """Write what went wrong and give the exit code. Whatever is not a user's mistake is a bug, and raises."""
    if isinstance(error, BrokenPipeError):
        return _end_by_broken_pipe()
    from charter.cli.errors import exit_code, message_for
    from charter.cli.usage import usage_message

    told = message_for(error) or usage_message(error)
    if told is None:
        raise error
    print(told, file=sys.stderr)  # noqa: T201 - the command line prints
    return exit_code(error)


def _can_write() -> bool:
    """Whether there is somewhere to write to; Python has no streams where the shell closed them (`>&-`)."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - open to the end
    if sys.stdout is None:
        sys.stderr.write("error: standard output is closed: there is nowhere to write to\n")
    return sys.stdout is not None


def _end_by_broken_pipe() -> int:
    """End by the signal of the broken pipe, as other tools do when nobody reads on."""
    import signal

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGPIPE)
    return FINE


PLAIN_LETTERS = str.maketrans(
    {
        "\N{POUND SIGN}": "GBP ",
        "\N{EURO SIGN}": "EUR",
        "\N{NO-BREAK SPACE}": " ",
        "\N{MIDDLE DOT}": "-",
        "\N{RIGHTWARDS ARROW}": "->",
        "\N{HORIZONTAL ELLIPSIS}": "...",
        "\N{BOX DRAWINGS LIGHT VERTICAL}": "|",
        "\N{EN DASH}": "-",
        "\N{MULTIPLICATION SIGN}": "x",
        "\N{DIVISION SIGN}": "/",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{LEFT DOUBLE QUOTATION MARK}": '"',
        "\N{RIGHT DOUBLE QUOTATION MARK}": '"',
    }
)


def _replace_unknown_letters() -> None:
    """Write letters that the terminal cannot show in the nearest ASCII, instead of failing on them."""
    codecs.register_error("plain", _in_plain_letters)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="plain")


def _in_plain_letters(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    known = error.object[error.start : error.end].translate(PLAIN_LETTERS)
    return known.encode("ascii", "replace").decode(), error.end
