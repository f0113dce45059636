"""The terms of a table of the schema, as lines of a Markdown table: the name, what it takes, what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def table_of(table: Schema, defs: Schema, prefix: str) -> list[str]:
    """Give a table of terms, one a line, those within after the table that holds them."""
    head = ["| term | value | what it says |", "|---|---|---|"]
    return head + list(rows_of(table, defs, prefix))


def rows_of(table: Schema, defs: Schema, prefix: str) -> Iterator[str]:
    """Give the lines of that table."""
    needed = table.get("required", ())
    for name, field in table.get("properties", {}).items():
        if name in {"wording", "deemed"}:
            continue
        inner = _reference(field, defs)
        must = " · **needed**" if name in needed else ""
        yield f"| `{prefix}{name}` | {_value(field, defs)}{must} | {_says(field, inner)} |"
        if inner and "properties" in inner:
            yield from rows_of(inner, defs, f"{prefix}{name}.")
        elif keyed := _keyed(field, defs):
            yield from rows_of(keyed, defs, f"{prefix}{name}.KEY.")
    if isinstance(extra := table.get("additionalProperties"), dict):
        inner = _reference(extra, defs) or {}
        yield f"| `{prefix}KEY` | a table | {cell(inner.get('description', 'One thing.'))} |"
        yield from rows_of(inner, defs, f"{prefix}KEY.")


def _reference(field: Schema, defs: Schema) -> Schema | None:
    for form in (field, *field.get("anyOf", ()), *field.get("allOf", ())):
        if "$ref" in form:
            found: Schema = defs[form["$ref"].rpartition("/")[2]]
            return found
    return None


def _keyed(field: Schema, defs: Schema) -> Schema | None:
    for form in (field, *field.get("anyOf", ())):
        if isinstance(extra := form.get("additionalProperties"), dict) and (found := _reference(extra, defs)):
            return found
    return None


def _value(field: Schema, defs: Schema) -> str:
    """Say what a term takes: an example of it, its choices, or its kind."""
    forms = [field, *field.get("anyOf", ())]
    inner = _reference(field, defs)
    if choices := next((form["enum"] for form in (*forms, inner or {}) if "enum" in form), None):
        return " or ".join(f"`{_quoted(choice)}`" for choice in choices)
    if examples := next((form["examples"] for form in forms if form.get("examples")), None):
        bare = any(form.get("format") == "date" for form in forms)
        return f"`{examples[0] if bare else _quoted(examples[0])}`"
    if inner or any(form.get("type") == "object" for form in forms):
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
    return cell(field.get("description") or (inner or {}).get("description", "")) + left_out


def cell(text: str) -> str:
    """Give a text that fits into a cell of a table."""
    return text.replace("|", "\\|").replace("\n", " ")
