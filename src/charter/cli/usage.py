"""The menu of commands, and what is said when one is called wrongly."""

from __future__ import annotations

import shutil
from typing import Any

import typer
from typer.core import TyperGroup

GROUPS = (
    ("The text", ("new", "check", "acknowledge", "render", "diff", "show", "schema", "law")),
    ("The engagement", ("duties", "log", "invoice", "statement", "paper", "explain", "exit")),
    ("The proof", ("record", "evidence", "sign", "seal", "verify")),
    ("The workspace", ("serve",)),
)
"""The commands by what they are for. One that stands nowhere here comes last, under its own heading."""

MAX_HELP_WIDTH = 80
"""The widest that the help gets."""

EXIT_CODES = "Exit codes: 0 fine, 1 findings, 2 something could not be read or done, 130 interrupted."


class Menu(TyperGroup):
    """The group of all commands: listed by what they are for, each with its whole sentence."""

    def make_context(self, info_name: Any, args: Any, parent: Any = None, **extra: Any) -> Any:  # noqa: ANN401 - typer's own
        """Let the help be as narrow as the terminal; left to itself it never gets below fifty columns."""
        columns = min(shutil.get_terminal_size().columns, MAX_HELP_WIDTH)
        return super().make_context(info_name, args, parent, **{"terminal_width": columns - 2, **extra})

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002 - typer's own
        """Write the menu; a sentence that is too long for the line folds."""
        for room, names in (*GROUPS, ("More", self._elsewhere())):
            found = {name: self.commands[name] for name in names if name in self.commands}
            if found:
                with formatter.section(room):
                    formatter.write_dl([(name, _sentence(found[name].help or "")) for name in found])

    def _elsewhere(self) -> tuple[str, ...]:
        placed = {name for _, names in GROUPS for name in names}
        return tuple(name for name in self.commands if name not in placed)


def _sentence(text: str) -> str:
    r"""Give the first sentence of a help text in one line.

    >>> _sentence("Plan an exit: every date,\nand amount.\n\nExample: charter exit")
    'Plan an exit: every date, and amount'
    """
    return " ".join(text.partition("\n\n")[0].split()).partition(". ")[0].removesuffix(".")


def usage_message(error: Exception) -> str | None:
    """Give the words for a command that was called wrongly; None where something else went wrong."""
    if isinstance(error, typer.Abort):
        return "error: stopped: nobody answered, so nothing was done"
    if not isinstance(error, typer.BadParameter.__mro__[2]):
        return None
    said = str(getattr(error, "format_message", error.__str__)())
    context = getattr(error, "ctx", None)
    if not said or "\n" in said:
        return said
    path = context.command_path if context else "charter"
    return f"error: {said[:1].lower()}{said[1:]}\n     = {path} --help shows how it is called"
