"""The pages that are read off the program: every command, term, kind of entry and finding. Nothing here is kept twice.

>>> [name.removeprefix("docs/reference/") for name in sorted(reference())]
['commands.md', 'entries.md', 'findings.md', 'questions.md', 'terms.md']
>>> "## financials.retainer" in reference()["docs/reference/terms.md"]
True
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from charter.core.agreement import PARTS, clause_types
from charter.core.document.library import heading
from charter.core.questions import Answers, answers
from charter.core.reading import read_agreement, schema

Schema = dict[str, Any]


@cache
def reference() -> dict[str, str]:
    """Give the pages, Markdown by name."""
    pages = {"commands": _commands(), "terms": _terms(), "entries": _entries(), "findings": _findings()}
    pages["questions"] = _questions()
    return {f"docs/reference/{name}.md": text for name, text in pages.items()}


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
                lines += [f"## {cite}", "", f"*{heading(cite)}.* {table['description']}", ""]
                lines += _table(table, whole["$defs"], "")
                lines += [""]
    return "\n".join(lines)


def _table(table: Schema, defs: Schema, prefix: str) -> list[str]:
    head = ["| term | value | what it says |", "|---|---|---|"]
    return head + list(_rows(table, defs, prefix))


def _rows(table: Schema, defs: Schema, prefix: str) -> Iterator[str]:
    needed = table.get("required", ())
    for name, field in table.get("properties", {}).items():
        if name in {"wording", "deemed"}:
            continue
        inner = _reference(field, defs)
        must = " · **needed**" if name in needed else ""
        yield f"| `{prefix}{name}` | {_value(field, defs)}{must} | {_says(field, inner)} |"
        if inner and "properties" in inner:
            yield from _rows(inner, defs, f"{prefix}{name}.")
        elif keyed := _keyed(field, defs):
            yield from _rows(keyed, defs, f"{prefix}{name}.KEY.")
    if isinstance(extra := table.get("additionalProperties"), dict):
        inner = _reference(extra, defs) or {}
        yield f"| `{prefix}KEY` | a table | {_cell(inner.get('description', 'One thing.'))} |"
        yield from _rows(inner, defs, f"{prefix}KEY.")


def _reference(field: Schema, defs: Schema) -> Schema | None:
    for form in (field, *field.get("anyOf", ()), *field.get("allOf", ())):
        if "$ref" in form:
            found: Schema = defs[form["$ref"].rpartition("/")[2]]
            return found
    return None


def _keyed(field: Schema, defs: Schema) -> Schema | None:
    extra = field.get("additionalProperties")
    return _reference(extra, defs) if isinstance(extra, dict) else None


def _value(field: Schema, defs: Schema) -> str:
    """Say what a term takes: an example of it, its choices, or its kind."""
    forms = [field, *field.get("anyOf", ())]
    inner = _reference(field, defs)
    if choices := next((form["enum"] for form in (*forms, inner or {}) if "enum" in form), None):
        return " or ".join(f"`{_quoted(choice)}`" for choice in choices)
    if examples := next((form["examples"] for form in forms if form.get("examples")), None):
        bare = any(form.get("format") == "date" for form in forms)
        return f"`{examples[0] if bare else _quoted(examples[0])}`"
    if inner or field.get("type") == "object":
        return "a table"
    kinds = {"boolean": "`true` or `false`", "integer": "a whole number", "array": "a list", "string": "text"}
    return next((kinds[form["type"]] for form in forms if form.get("type") in kinds), "a value")


def _quoted(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()


def _says(field: Schema, inner: Schema | None) -> str:
    default = field.get("default")
    left_out = f" Left out: {_quoted(default)}." if default not in (None, "", [], ()) and not inner else ""
    return _cell(field.get("description") or (inner or {}).get("description", "")) + left_out


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


# ── entries ────────────────────────────────────────────────────────────────────────────────────

COMMON = ("on", "recorded", "by", "id", "note", "kind")


def _entries() -> str:
    whole = schema("journal")
    kinds = whole["properties"]["entry"]["items"]["discriminator"]["mapping"]
    tables = {kind: whole["$defs"][place.rpartition("/")[2]] for kind, place in kinds.items()}
    common = next(iter(tables.values()))
    lines = ["# Every kind of entry", "", "All entries have these terms:", ""]
    lines += _table(_only(common, COMMON[:-1]), whole["$defs"], "")
    for kind, table in tables.items():
        own = _only(table, [name for name in table["properties"] if name not in {*COMMON, "deemed"}])
        lines += ["", f"## {kind}", "", table["description"], ""]
        lines += _table(own, whole["$defs"], "") if own["properties"] else ["It has no other term."]
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
    loops = _cell("; ".join(str(told).rstrip(".") for told in row.unanswered))
    whose: dict[str, list[str]] = {}
    for act in row.acts:
        whose.setdefault(f"{', '.join(act.who)}, {act.form}", []).append(act.what)
    acts = _cell("; ".join(f"{', '.join(what)}: {who}" for who, what in whose.items()))
    costs = [(f"{one.what}: {one.amount}", f"{one.most}", f"{one.yes}") for one in row.costs]
    if not (costs or loops or acts):
        return
    for number, cost in enumerate(costs or [("nothing", "", "")]):
        more = (loops, acts) if number == 0 else ("", "")
        yield "| " + " | ".join((f"{row.cite} {heading(row.cite)}", *map(_cell, cost), *more)) + " |"


# ── findings ───────────────────────────────────────────────────────────────────────────────────


def _findings() -> str:
    rows = sorted({row for text in _sources() for row in _found(text)})
    lines = ["# Every finding", "", "By its name. An ellipsis stands for what comes from your agreement.", ""]
    lines += ["| name | level | what is wrong | what to do |", "|---|---|---|---|"]
    return "\n".join(
        [*lines, *(f"| `{id_}` | {level} | {says} | {hint} |" for id_, level, says, hint in rows), ""]
    )


def _sources() -> Iterator[str]:
    for room in (
        "charter.core.checks",
        "charter.core.clauses",
        "charter.core.rules",
        "charter.core.workspace",
    ):
        folders = [resources.files(room)]
        while folders:
            for entry in folders.pop().iterdir():
                if entry.is_dir():
                    folders.append(entry)
                elif entry.name.endswith(".py"):
                    yield entry.read_text("utf-8")


def _found(text: str) -> Iterator[tuple[str, str, str, str]]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding":
            given = node.args + [word.value for word in node.keywords]
            id_, level, _, says, hint = (_worded(one) for one in given[:5])
            yield id_, level.lower(), _cell(says), _cell(hint)


def _worded(node: ast.expr) -> str:
    """Give a text of the source as it reads, with an ellipsis for what is put in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.Attribute(attr=name):
            return name
        case ast.JoinedStr(values=parts):
            return "".join(_worded(part) for part in parts)
        case ast.BinOp(left=left, right=right):
            return _worded(left) + _worded(right)
        case _:
            return "…"
