"""A page for each rule and a list of all, generated from the rules themselves (`docs.rules`).

>>> print(page_of(rules()["CH-FIN-161"]).splitlines()[0])
# CH-FIN-161: Hours paid ahead
>>> "- `financials.prepaid.at_end`" in page_of(rules()["CH-FIN-161"])
True
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cache

from charter.core.document.library import heading
from charter.core.law.lookup import LegalFact, codes, law_in_force
from docs.rule_examples import example_of
from docs.rules import Rule, rules
from docs.terms import cell

FOLDER = "docs/reference/rules"
_ROOMS = {
    "checks": "Across clauses",
    "rules": "Of the journal and of amendments",
    "workspace": "Of the workspace and its positions",
}
_LAST = dt.date.max
"""The day on which all that is in force without an end counts."""


def rule_pages() -> dict[str, str]:
    """Give the pages, Markdown by name: one for each rule."""
    return {f"{FOLDER}/{name}.md": page_of(rule) for name, rule in rules().items()}


def subject(rule: Rule) -> str:
    """Name what a rule is about: its clause, or the room that it is of."""
    room = rule.module.removeprefix("charter.core.").partition(".")[0]
    return heading(rule.clause) if rule.clause is not None else _ROOMS.get(room, _ROOMS["checks"])


def index() -> str:
    """Give the page that lists all rules, each with its page."""
    lines = [
        "# Every finding",
        "",
        "By its name, each with a page of its own. What stands in braces comes from your agreement.",
        "",
        "| name | of | level | what is wrong |",
        "|---|---|---|---|",
    ]
    for name, rule in rules().items():
        said = cell(rule.says[0])
        lines.append(f"| [{name}](rules/{name}.md) | {subject(rule)} | {' or '.join(rule.levels)} | {said} |")
    return "\n".join([*lines, ""])


def page_of(rule: Rule) -> str:
    """Give the page of a rule."""
    return "\n".join(_lines(rule)) + "\n"


def _lines(rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}: {subject(rule)}"
    yield ""
    yield f"**Level.** {' or '.join(rule.levels).capitalize()}."
    yield ""
    if rule.clause is not None:
        yield f"**Clause.** [{heading(rule.clause)}](../clauses/{rule.clause}.md), `[{rule.clause}]`."
        yield ""
    yield from _listed("What it looks for", rule.looks)
    yield from _listed("Where it looks", [f"`{place}`" for place in rule.places] or ["Where its words say."])
    yield from _listed("What it says", rule.says)
    yield from ("## An example", "", *example_of(rule.name), "")
    yield from _listed("What to do", rule.hints)
    yield from _listed("What it rests on", [*rule.sources, *(_rests(rule))])
    yield from _laws(rule)
    yield (
        "[All findings](../findings.md) · `charter explain "
        + rule.name
        + "` says where it is found in yours."
    )


def _rests(rule: Rule) -> Iterator[str]:
    if rule.facts:
        yield "What is known of the law that governs, or of the law of a party: the table below."
    elif not rule.sources:
        yield "No law: what was agreed does not fit together, or has cost others."


def _listed(caption: str, lines: object) -> Iterator[str]:
    yield f"## {caption}"
    yield ""
    for line in lines if isinstance(lines, list | tuple) else ():
        yield f"- {line}"
    yield ""


def _laws(rule: Rule) -> Iterator[str]:
    found = [(code, fact) for topic in rule.facts for code, fact in facts_of(topic)]
    if not found:
        return
    yield "| law | what it says | source | how sure |"
    yield "|---|---|---|---|"
    for code, fact in found:
        sure = f"{fact.confidence}, {fact.as_of}"
        yield f"| {code} | {cell(fact.rule)} | {cell(fact.source)} | {sure} |"
    yield ""


@cache
def facts_of(topic: str) -> tuple[tuple[str, LegalFact], ...]:
    """Give what each law itself says on a topic, by its code."""
    held = (law_in_force(code, _LAST).get(topic) for code in codes())
    own = {(fact.jurisdiction, fact.rule): fact for fact in held if fact is not None}
    return tuple((code, fact) for (code, _), fact in own.items())
