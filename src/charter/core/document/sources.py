"""Where the texts lie in the source: each beside what it belongs to, named alike in every edition.

A clause's text stands beside its module: `late_payment.md`; another language `late_payment.de.md`; what a law adds
`late_payment@DE.md` (inserts, as `inserts.py` lays them, or a whole text). A clause that needs more than a page is a
folder; its texts are then `late_payment/text.md`, `text@DE.md`. By name they are `financials/late_payment.md` and so
on, folder or not.

>>> "communication/meetings.md" in Working(), "document/cover.md" in Working(), "financials/lottery.md" in Working()
(True, True, False)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import resources
from importlib.resources.abc import Traversable

from charter.core.agreement import CLAUSES, PARTS
from charter.core.vocabulary.cite import Cite

CORE = "charter.core"
ROOM = f"{CORE}.clauses"
SHEETS = "document"
LISTS = ("document/laws.toml", "language/spelling.csv", "vocabulary/countries.toml")
"""What else is printed in the library's own words: names of laws and countries, and how a country spells."""

FOLDED = "text"
"""What the texts of a clause are called that is a folder of its own."""


class Working(Mapping[str, str]):
    """The texts as they stand in the source, by name; each is read on first use, and cached."""

    def __init__(self) -> None:
        self._read: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        if name not in self._read:
            try:
                self._read[name] = _place(name).read_text(encoding="utf-8")
            except FileNotFoundError:
                raise KeyError(name) from None
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted((*_sheets(), *_clauses(), *LISTS)))

    def __len__(self) -> int:
        return len(list(iter(self)))


def _place(name: str) -> Traversable:
    part, _, file = name.partition("/")
    if part not in PARTS:
        return resources.files(CORE).joinpath(name)
    stem = file.partition(".")[0].partition("@")[0]
    if _is_folder(Cite(f"{part}.{stem}")):
        return resources.files(f"{ROOM}.{part}.{stem}").joinpath(f"{FOLDED}{file.removeprefix(stem)}")
    return resources.files(f"{ROOM}.{part}").joinpath(file)


def _is_folder(clause: Cite) -> bool:
    """Whether a clause is a folder of its own, whose texts are named `text.md`, `text@DE.md`."""
    return clause in CLAUSES and resources.files(ROOM).joinpath(*clause.split(".")).is_dir()


def _sheets() -> Iterator[str]:
    for name in _texts(f"{CORE}.{SHEETS}"):
        yield f"{SHEETS}/{name}"


def _clauses() -> Iterator[str]:
    for part in sorted({cite.part for cite in CLAUSES}):
        for name in _texts(f"{ROOM}.{part}"):
            yield f"{part}/{name}"
    for clause in filter(_is_folder, CLAUSES):
        for name in _texts(f"{ROOM}.{clause}"):
            yield f"{clause.replace('.', '/')}{name.removeprefix(FOLDED)}"


def _texts(package: str) -> Iterator[str]:
    for entry in resources.files(package).iterdir():
        if entry.name.endswith(".md"):
            yield entry.name
