"""Every rule that looks at more than terms fires in a small folder, and stays quiet in one as small."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.rules import rules
from tests.cli.conftest import typed
from tests.cli.firing_folders import BASE, RULES, Rule, Texts
from tests.core.checks.test_findings import WRONG
from tests.core.checks.test_firing import FIRES, QUIET

TODAY = "2026-05-18"


def written(folder: Path, *added: Texts) -> None:
    """Write the base with what is added to it: at the front of a journal, else at the end, or instead of words."""
    texts = dict(BASE)
    for name, text in (one for texts_ in added for one in texts_.items()):
        place, held = name.strip(), texts.get(name.strip(), "")
        old, parted, new = text.partition("=>")
        if parted:
            assert old in held
            texts[place] = held.replace(old, new)
        else:
            texts[place] = text + held if place.endswith("journal.toml") else held + text
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def told(folder: Path, of: str) -> set[str]:
    answer = typed("check", str(folder / of), "--json", "--today", TODAY)
    assert answer.code < 2, answer.err
    return {one["id"] for one in answer.data}


@pytest.mark.parametrize(("name", "rule"), RULES.items(), ids=RULES)
def test_it_fires_in_its_folder_and_not_in_the_other(tmp_path: Path, name: str, rule: Rule) -> None:
    found = {}
    for which, added in (("fires", rule.fires), ("quiet", rule.quiet)):
        written(tmp_path / which, rule.both, added)
        found[which] = told(tmp_path / which, rule.of)
    assert (name in found["fires"], name in found["quiet"]) == (True, False), found


def test_every_rule_is_shown_both_ways_by_data() -> None:
    assert set(rules()) == {*FIRES, *QUIET, *WRONG, *RULES}
