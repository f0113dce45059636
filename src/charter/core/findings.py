"""All that is found in an engagement, each finding with its place in the files that it was read from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from charter.core.check import check_in, check_in_force, coming_findings
from charter.core.engagement import Engagement
from charter.core.reading.problem import Problem, counted
from charter.core.reading.source_map import SourceMap
from charter.core.reading.syntax import decode
from charter.core.reading.term_location import TermLocation
from charter.core.reading.texts import JOURNAL
from charter.core.rules.findings import amendment_findings, entry_findings, unheld, unread, unsigned_findings
from charter.core.vocabulary.finding import Finding
from charter.core.workspace.playbook import Position
from charter.core.workspace.positions import usual_findings
from charter.core.workspace.workspace import Workspace

ReadTexts: TypeAlias = Callable[[], Mapping[str, bytes]]
"""Gives the files of an engagement by name; asked only where something was found."""


NO_POSITIONS: Mapping[str, Position] = MappingProxyType({})


class LocatedFinding(NamedTuple):
    """A finding, and its place in a file."""

    finding: Finding
    at: Problem


def located_findings(
    engagement: Engagement,
    texts: ReadTexts,
    today: dt.date,
    clock: dt.date,
    problems: Iterable[Problem] = (),
    *,
    workspace: Workspace | tuple[Problem, ...] | None = None,
    usual: Mapping[str, Position] = NO_POSITIONS,
) -> list[LocatedFinding]:
    """Give what is found in the terms, the amendments and the entries, errors first; also in what is not signed yet.

    `clock` is the day it really is, in the zone of the agreement: nothing has happened on a later one. `problems` are
    those of a journal that could not be read, and so was left out. `workspace` is the one that the engagement lies in,
    or the problems of its settings where they do not hold. `usual` are the positions that count where it has none,
    and nothing else is found.
    """
    whole = engagement.supposed(today)
    problems = tuple(problems)
    terms = [*check_in_force(whole, whole.in_force(today), today), *amendment_findings(whole, today)]
    coming = coming_findings(whole, today)
    terms += () if problems else unsigned_findings(engagement, today)
    if isinstance(workspace, Workspace):
        terms += check_in(workspace, whole, today)
    own = workspace.settings.playbook if isinstance(workspace, Workspace) else {}
    told = {one.place for one in terms}
    terms += (one for one in usual_findings(usual, own, whole.in_force(today)) if one.place not in told)
    amiss = workspace if isinstance(workspace, tuple) else ()
    happened = whole if engagement.is_draft(today) else engagement
    entries = list(entry_findings(happened, today, max(today, clock)))
    found = [
        *(_in_terms(terms, texts(), whole, today) if terms else ()),
        *(_in_terms(coming, texts(), whole, dt.date.max) if coming else ()),
        *(_in_journal(entries, texts()) if entries else ()),
        *(LocatedFinding(unread(counted(each.path), each.message, each.hint), each) for each in problems),
        *(LocatedFinding(unheld(counted(each.path), each.message, each.hint), each) for each in amiss),
    ]
    return sorted(found, key=lambda one: one.finding.level)


def _in_terms(
    found: Iterable[Finding], texts: Mapping[str, bytes], engagement: Engagement, today: dt.date
) -> Iterator[LocatedFinding]:
    terms = {name: raw for name, raw in texts.items() if name != JOURNAL}
    location = TermLocation(terms, engagement.contract.amendments, today)
    for finding in found:
        yield LocatedFinding(finding, location.at(finding.place, str(finding.message)))


def _in_journal(found: Iterable[tuple[int, Finding]], texts: Mapping[str, bytes]) -> Iterator[LocatedFinding]:
    source = SourceMap(decode(texts[JOURNAL], JOURNAL), JOURNAL)
    for place, finding in found:
        yield LocatedFinding(
            finding, source.problem(("entry", place), str(finding.message), str(finding.hint))
        )


def with_file_paths(found: Iterable[LocatedFinding], paths: Mapping[str, str]) -> list[LocatedFinding]:
    """Give findings with the paths of their files in place of the names; a file without a path keeps its name."""
    return [
        LocatedFinding(one.finding, replace(one.at, file=paths.get(one.at.file, one.at.file)))
        for one in found
    ]
