"""What the parsers say of a syntax error, in plain words, and how to mend it.

The standard library's messages differ between its versions; these do not.

>>> of_json("Expecting ':' delimiter")
('no : after the name', 'write "name": value')
"""

from __future__ import annotations

_QUOTES = 'put texts, amounts and times in quotes, like "30 days"; days stand bare, like 2026-03-31'
_TWICE = "the table stands here a second time", "put its terms under the first"
_NAME_TWICE = "the name stands here a second time", "keep one of the two"
TWICE = {_TWICE[0], _NAME_TWICE[0]}
"""What is said of names that stand twice."""

_OPEN = "the text is not closed", "close it with the quote it began with"

_TOML = {
    "Cannot overwrite a value": _NAME_TWICE,
    "Duplicate inline table key": _NAME_TWICE,
    "Cannot declare": _TWICE,
    "Cannot mutate immutable namespace": _TWICE,
    "Cannot redefine namespace": _TWICE,
    "Expected '='": ("no = after the name", "write name = value"),
    "Expected newline": ("something stands after the value", f"one term a line; {_QUOTES}"),
    "Expected ']'": ("the name of the table is not closed", "close it with ]"),
    "Expected ']]'": ("the name of the table is not closed", "close it with ]]"),
    "Expected '\"": _OPEN,
    'Expected "\'': _OPEN,
    "Unterminated string": _OPEN,
    "Illegal character '\\n'": _OPEN,
    "Illegal character": ("a control character", "remove it"),
    "Found invalid character '\\r'": ("a carriage return that ends no line", "save the file with line feeds"),
    "Found invalid character": ("a control character", "remove it"),
    "Escaped character is not": ("half a character", "write the character itself"),
    "Unescaped '\\'": ("a backslash that says nothing", "write two for one, or use single quotes"),
    "Invalid hex value": ("a backslash that says nothing", "write two for one, or use single quotes"),
    "Invalid date or datetime": (
        "no such day or hour in the calendar", "write days like 2026-03-31, hours like 18:00"
    ),
    "Invalid initial character": ("no name", "names are letters, digits, - and _; {…} stands on one line"),
    "Invalid statement": ("no term and no table", "write name = value, or [part.clause] above a group of terms"),
    "Invalid value": ("no value that can be read", _QUOTES),
    "Unclosed array": ("the list is not closed", "put commas between its items, and close it with ]"),
    "Unclosed inline table": ("the table is not closed", "put commas between its terms, and close it with }"),
}  # fmt: skip

_JSON = {
    "Expecting value": ("no value that can be read", 'put texts in double quotes, like "30 days"'),
    "Expecting property name": ("no name", "put each name in double quotes; no comma after the last term"),
    "Illegal trailing comma": ("no name", "put each name in double quotes; no comma after the last term"),
    "Expecting ':'": ("no : after the name", 'write "name": value'),
    "Expecting ','": ("no comma after the value", "put commas between terms and items; JSON has no comments"),
    "Unterminated string": _OPEN,
    "Invalid control character": ("a control character", "write a line break in a text as \\n"),
    "Invalid \\": ("a backslash that says nothing", "write two for one"),
    "Expecting an object": ("not an object", "start with { and end with }"),
    "Half a character": ("half a character", "write the character itself"),
    "Extra data": ("something stands after the end", "keep one object: { … }"),
}


def of_toml(said: str) -> tuple[str, str]:
    """Give the words and the hint for what the TOML parser said."""
    return _told(_TOML, said)


def of_json(said: str) -> tuple[str, str]:
    """Give the words and the hint for what the JSON parser said."""
    return _told(_JSON, said)


def _told(table: dict[str, tuple[str, str]], said: str) -> tuple[str, str]:
    known = [start for start in table if said.startswith(start)]
    return table[max(known, key=len)] if known else (said[:1].lower() + said[1:200], "")
