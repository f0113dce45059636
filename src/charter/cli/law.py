"""`charter law`: what the program knows of a law on a day, and where each rule comes from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

import typer

from charter.cli import clock, console
from charter.cli.errors import Mistake
from charter.cli.options import Json, On

if TYPE_CHECKING:
    from charter import LegalFact, LegalStatement


def command(
    code: Annotated[
        str,
        typer.Argument(
            help="Its code or name: DE, GB-ENG, US-CA, France, EU and so on.",
            metavar="LAW",
            show_default=False,
        ),
    ],
    on: On = None,
    *,
    json: Json = False,
) -> None:
    """Show what is known of a law on a day, rule by rule, each with its source.

    Example: charter law DE --on 2026-03-01
    """
    from charter import law_in_force, law_statements
    from charter.core.vocabulary.country import code_meant

    today, code = clock.today(on), code_meant(code) or code.upper()
    try:
        facts, said = law_in_force(code, today), law_statements(code)
    except ValueError as error:
        raise Mistake(str(error)) from None
    rules = [_rule(topic, fact) for topic, fact in facts.items()]
    if json:
        console.write_json([*rules, *map(_statement, said)], "rules")
        return
    if not rules and not said:
        console.write_line(
            f"Nothing is known of the law {code}: an agreement may name it, and no rule of it is checked."
        )
        return
    console.write_heading(f"The law {code} on {console.date(today)}")
    for rule in rules:
        _write_rule(rule)
    if said:
        console.write_line()
        console.write_heading("What the texts of the clauses rely on")
    for each in map(_statement, said):
        sure = " ".join(filter(None, (each["confidence"], each["as_of"])))
        console.write_line()
        console.write_line(console.wrap(f"{each['source']}: {each['rule']}"))
        console.write_line(console.wrap(f"  {sure}. For {', '.join(each['clauses'])}.", "  "))


def _write_rule(rule: dict[str, Any]) -> None:
    sure = "" if rule["from_confidence"] == "verified" else " (day unconfirmed)"
    since = f"{rule['law']}, from {console.date(dt.date.fromisoformat(rule['from']))}{sure}"
    console.write_line()
    console.write_line(console.wrap(f"{rule['topic']}: {rule['rule']}"))
    console.write_line(
        console.wrap(f"  {since}. {rule['source']}; {rule['confidence']} {rule['as_of']}.", "  ")
    )


def _rule(topic: str, fact: LegalFact) -> dict[str, Any]:
    return {
        "topic": topic.replace("_", " "),
        "law": fact.jurisdiction,
        "rule": fact.rule,
        "source": fact.source,
        "confidence": fact.confidence,
        "from": fact.since.isoformat(),
        "from_confidence": fact.since_confidence,
        "as_of": fact.as_of,
        "clauses": [],
    }


def _statement(each: LegalStatement) -> dict[str, Any]:
    return {
        "topic": None,
        "law": each.law,
        "rule": each.says,
        "source": each.cite,
        "confidence": each.confidence,
        "from": None,
        "from_confidence": None,
        "as_of": f"{each.opened:%Y-%m}" if each.opened else "",
        "clauses": list(each.clauses),
    }
