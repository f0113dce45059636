"""The pages that are read off the program: every command, term, kind of entry and finding. Nothing here is kept twice.

>>> [name.removeprefix("docs/reference/") for name in sorted(reference()) if name.count("/") == 2]
['commands.md', 'entries.md', 'findings.md', 'questions.md', 'terms.md']
>>> "## financials.retainer" in reference()["docs/reference/terms.md"]
True
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from charter.core.agreement import PARTS, clause_types
from charter.core.document.library import heading
from charter.core.questions import Answers, answers
from charter.core.reading import read_agreement, schema
from docs.clause_pages import clause_pages
from docs.rule_pages import index, rule_pages
from docs.terms import Schema, cell, table_of


@cache
def reference() -> dict[str, str]:
    """Give the pages, Markdown by name."""
    pages = {"commands": _commands(), "terms": _terms(), "entries": _entries(), "findings": index()}
    pages["questions"] = _questions()
    named = {f"docs/reference/{name}.md": text for name, text in pages.items()}
    return named | clause_pages() | rule_pages()


# ── commands ───────────────────────────────────────────────────────────────────────────────────


def _commands() -> str:
    import typer.main  # noqa: PLC0415 - only this page needs it

    from charter.cli.app import program  # noqa: PLC0415 - only this page needs it

    group: Any = typer.main.get_command(program())
    helps = [("charter", group), *((f"charter {name}", one) for name, one in group.commands.items())]
    told = [f"## {name}\n\n```text\n{_help(name, one)}\n```\n" for name, one in helps]
    return "# Every command\n\nAs `--help` prints it.\n\n" + "\n".join(told)


def _help(name: str, command: Any) -> str:  # noqa: ANN401 - typer's own
    parts = name.split()
    context = command.make_context(parts[-1], [], resilient_parsing=True)
    context.info_name = name
    context.terminal_width = 84
    return str(command.get_help(context)).rstrip()


# ── terms ──────────────────────────────────────────────────────────────────────────────────────


def _terms() -> str:
    whole = schema()
    types = {str(cite): kind for cite, kind in clause_types().items()}
    lines = [
        "# Every term of every clause",
        "",
        "The clauses in the order of the document, by part. `KEY` stands for a short name of your choice.",
        "",
    ]
    for part in PARTS:
        for cite, kind in types.items():
            if cite.startswith(f"{part}."):
                table = whole["$defs"][kind.__name__]
                lines += [
                    f"## {cite}",
                    "",
                    f"*[{heading(cite)}](clauses/{cite}.md).* {table['description']}",
                    "",
                ]
                lines += table_of(table, whole["$defs"], "")
                lines += [""]
    return "\n".join(lines)


# ── entries ────────────────────────────────────────────────────────────────────────────────────

COMMON = ("on", "recorded", "by", "id", "note", "kind")


def _entries() -> str:
    whole = schema("journal")
    kinds = whole["properties"]["entry"]["items"]["discriminator"]["mapping"]
    tables = {kind: whole["$defs"][place.rpartition("/")[2]] for kind, place in kinds.items()}
    common = next(iter(tables.values()))
    lines = ["# Every kind of entry", "", "All entries have these terms:", ""]
    lines += table_of(_only(common, COMMON[:-1]), whole["$defs"], "")
    for kind, table in tables.items():
        own = _only(table, [name for name in table["properties"] if name not in {*COMMON, "deemed"}])
        lines += ["", f"## {kind}", "", table["description"], ""]
        lines += table_of(own, whole["$defs"], "") if own["properties"] else ["It has no other term."]
    return "\n".join([*lines, ""])


def _only(table: Schema, names: Any) -> Schema:  # noqa: ANN401 - any names
    held = {name: table["properties"][name] for name in names if name in table["properties"]}
    return {"properties": held, "required": table.get("required", ())}


# ── questions ──────────────────────────────────────────────────────────────────────────────────

_EXAMPLE = Path(__file__).parent.parent / "examples/northlight/harbourline/agreement.toml"


def _questions() -> str:
    rows = answers(read_agreement(_EXAMPLE.read_bytes()))
    lines = [
        "# Four questions to every clause",
        "",
        "What does it cost, at most, and whose yes does that need? What holds if nobody answers? Who says what?",
        "The answers here are those of the example Harbourline. A test fails where a cell stays empty that has to be",
        "filled: a cost without a maximum, a yes that nobody may give, a question that may wait for ever.",
        "",
        "| clause | what it costs | at most | whose yes | if nobody answers | who, in which form |",
        "|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *(line for row in rows for line in _answered(row)), ""])


def _answered(row: Answers) -> Iterator[str]:
    """Give the lines of a clause: one a cost, the first with what else it answers; none where it answers nothing."""
    loops = cell("; ".join(str(told).rstrip(".") for told in row.unanswered))
    whose: dict[str, list[str]] = {}
    for act in row.acts:
        whose.setdefault(f"{', '.join(act.who)}, {act.form}", []).append(act.what)
    acts = cell("; ".join(f"{', '.join(what)}: {who}" for who, what in whose.items()))
    costs = [(f"{one.what}: {one.amount}", f"{one.most}", f"{one.yes}") for one in row.costs]
    if not (costs or loops or acts):
        return
    for number, cost in enumerate(costs or [("nothing", "", "")]):
        more = (loops, acts) if number == 0 else ("", "")
        yield "| " + " | ".join((f"{row.cite} {heading(row.cite)}", *map(cell, cost), *more)) + " |"
