"""What makes each rule fire, as the tests show it: terms in an agreement that is fine otherwise, or files of a folder.

>>> for line in example_of("CH-SCO-016"):
...     print(line)
In an agreement that is fine otherwise:
<BLANKLINE>
```toml
[scope.acceptance]
after_reminder = "2 days"
```
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import tomlkit

from charter.core.negotiation.proposals import put_term
from tests.cli.firing_folders import RULES
from tests.core.checks.test_findings import WRONG
from tests.core.checks.test_firing import FIRES, QUIET

_FENCE = "```"


def example_of(name: str) -> Iterator[str]:
    """Give the example of a rule as Markdown, line by line."""
    if name in WRONG or name in FIRES:
        yield "In an agreement that is fine otherwise:"
        yield from _terms(FIRES[name] if name in FIRES else WRONG[name][1])
    elif name in QUIET:
        yield "In an agreement that has every clause it fires; it is quiet with:"
        yield from _terms(QUIET[name])
    else:
        yield "In a folder that is fine otherwise, with:"
        yield from _files({**RULES[name].both, **RULES[name].fires})


def _terms(terms: Mapping[str, object]) -> Iterator[str]:
    """Write terms by path as a file says them; those that are left out are named."""
    table: dict[str, Any] = {}
    for path, value in terms.items():
        if value is not None:
            put_term(table, path, _said(value))
    if table:
        yield from ("", f"{_FENCE}toml", *tomlkit.dumps(table).strip().splitlines(), _FENCE)
    left_out = [f"`{path}`" for path, value in terms.items() if value is None]
    if left_out:
        yield from ("", f"Left out: {', '.join(left_out)}.")


def _said(value: object) -> object:
    """Give a value without what is left out in it."""
    if isinstance(value, dict):
        return {name: _said(each) for name, each in value.items() if each is not None}
    return value


def _files(texts: Mapping[str, str]) -> Iterator[str]:
    """Write what stands in which file; a text of two, parted by `=>`, stands in place of the first."""
    for name, text in texts.items():
        old, parted, new = text.partition("=>")
        place = f"`{name.strip()}`" + (f", in place of `{' '.join(old.split())}`" if parted else "")
        said = (new if parted else text).strip()
        yield from ("", f"{place}:" if said else f"{place}: nothing")
        if said:
            yield from ("", f"{_FENCE}toml", *said.splitlines(), _FENCE)
    if not texts:
        yield from ("", "Nothing is added: it lacks something.")
