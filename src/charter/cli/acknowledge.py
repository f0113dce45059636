"""`charter acknowledge`: a named person accepts a warning or advice, and says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from charter.cli import console
from charter.cli.check import checked
from charter.cli.errors import Mistake
from charter.cli.nearest import nearest
from charter.cli.options import HERE, In, Json, Today, read_terms_and_problems

if TYPE_CHECKING:
    from charter import Engagement
    from charter.cli.check import Checked
    from charter.core.vocabulary.finding import Finding


def command(
    name: Annotated[str, typer.Argument(help="The name of the finding, like CH-SCO-013.", metavar="FINDING")],
    path: In = HERE,
    today: Today = None,
    *,
    by: Annotated[
        str, typer.Option("--by", help="Who accepts it: a key of the people in the terms.", metavar="KEY")
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why.", metavar="WHY")],
    place: Annotated[
        str | None, typer.Option("--place", help="In which term, where it is in several.", metavar="TERM")
    ] = None,
    json: Json = False,
) -> None:
    """Accept a warning or advice of the check, with a name and a reason.

    It is written into workspace.toml, and shown as acknowledged, until what the finding rests on changes: what it says,
    its clause, or the law that governs. An error cannot be accepted: mend it, or say at signing why it stays.

    Example: charter acknowledge CH-SCO-013 --by mara --reason "Their board meets every second week."
    """
    from charter import Acknowledged, NoWorkspace, acknowledge, rests_on

    engagement, on, problems = read_terms_and_problems(path, today)
    finding = _chosen(checked(path, engagement, on, problems), name, place)
    given = Acknowledged(
        engagement=engagement.name,
        finding=finding.id,
        place=finding.place,
        by=_named(engagement, by),
        on=on,
        reason=_said(reason),
        rests_on=rests_on(finding, engagement.supposed(on).in_force(on), on),
    )
    try:
        file = acknowledge(path, given)
    except NoWorkspace:
        raise Mistake(
            "there is no workspace.toml above, and it is kept there: write one that has [own]"
        ) from None
    if json:
        console.write_json({"file": str(file), "id": given.finding, "place": given.place, "by": given.by})
        return
    console.write_line(f"acknowledged: {given.finding} in {given.place}, by {given.by}")
    console.write_line(f"written: {file}")


def _chosen(found: list[Checked], name: str, place: str | None) -> Finding:
    """Give the one finding that is meant. Raises Mistake where it is none, several, settled, or no such."""
    of_name = [each for each in found if each.found.finding.id == name]
    if not of_name:
        known = sorted({each.found.finding.id for each in found})
        raise Mistake(f"no finding {name!r} here: {nearest(name, known, none='there is none')}")
    places = [each.found.finding.place for each in of_name]
    meant = [each for each in of_name if place in {None, each.found.finding.place}]
    if not meant:
        raise Mistake(f"{name} is not in {place!r}: {nearest(place or '', places)}")
    if len(meant) > 1:
        raise Mistake(f"{name} is in {', '.join(places)}: say in which, --place {places[0]}")
    [(finding, _)] = [each.found for each in meant]
    if not finding.level.may_be_accepted:
        raise Mistake(
            f"{name} is {finding.level}, and only a warning or advice is accepted: mend it, or say it"
        )
    if given := meant[0].accepted:
        raise Mistake(f"{given.by} accepted it already on {console.date(given.on)}: {given.reason}")
    return finding


def _named(engagement: Engagement, key: str) -> str:
    """Give the name of a person of the terms. Raises Mistake for a key that is nobody's."""
    people = engagement.agreement.sides.people
    if key not in people:
        raise Mistake(f"there is no person {key!r} in the terms: {nearest(key, people)}")
    return people[key].name


def _said(reason: str) -> str:
    """Give the reason. Raises Mistake for one that says nothing, or cannot be written in a line."""
    from charter import Acknowledged
    from charter.core.vocabulary.term import refusal

    said = " ".join(reason.split())
    if not said:
        raise Mistake("say why it is accepted: --reason")
    if (wrong := refusal(said)) or len(said) > Acknowledged.LONGEST_REASON:
        raise Mistake(f"the reason: {wrong or 'it is too long'}")
    return said
