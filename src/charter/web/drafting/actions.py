"""Bringing engagements in, and writing terms."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import transaction

import charter
from charter.core.reading.texts import FRAMES
from charter.core.reading.versions import named_frame
from charter.core.reading.writing import with_clause, write_values
from charter.core.vocabulary.entry import Issued
from charter.core.vocabulary.header import FRAME
from charter.core.vocabulary.header import NAME as HEADER
from charter.sealing.signing.papers import write_amendment
from charter.web import clock
from charter.web.drafting.amendments import not_amendable_because, texts_so_far
from charter.web.drafting.models import DraftText
from charter.web.drafting.texts import fixed_because, unchangeable_because
from charter.web.kit.engagements import (
    TERMS,
    add_amendment_text,
    add_terms,
    add_texts,
    changing,
    engagement_in,
    hold_workspace,
    record_books,
    texts_alone,
    texts_of,
)
from charter.web.kit.frames import master_of, titled
from charter.web.kit.models import EngagementRow, TermsText
from charter.web.kit.papers import FOLDER as PAPERS
from charter.web.kit.papers import keep_papers
from charter.web.kit.refused import PageRefused
from charter.web.people.actions import slug_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from charter.core.changes import Amendment
    from charter.web.kit.models import WorkspaceRow


def begin_engagement(
    workspace: WorkspaceRow, name: str, terms: Mapping[str, Any] | str, by: str, title: str = ""
) -> EngagementRow:
    """Begin an engagement from terms, whole or not: plain values, or the text of the file.

    `title` is what it is called among the others, if not by the name. Raises PageRefused where there is one of that
    name.
    """
    slug = slug_of(name)
    with transaction.atomic():
        hold_workspace(workspace)
        if EngagementRow.objects.filter(workspace=workspace, slug=slug).exists():
            raise PageRefused(f"There is an engagement {slug} already.", "Give it another name.")
        row = EngagementRow.objects.create(workspace=workspace, slug=slug, title=title or name)
        with changing(row) as now:
            text = terms if isinstance(terms, str) else write_values(terms)
            add_terms(now, text.encode(), by)
    return row


def begin_order(master: EngagementRow, title: str, starts: dt.date, by: str) -> EngagementRow:
    """Begin an order under a master, dated today. Raises PageRefused where there is an engagement of that name."""
    terms = {
        "title": title,
        "dated": clock.day_in(master.workspace).isoformat(),
        "foundation": {"term": {"starts": starts.isoformat()}},
    }
    client = engagement_in(master).agreement.sides.client.name
    text = with_clause(write_values(terms), HEADER, {"frame": master.slug})
    return begin_engagement(master.workspace, title, text, by, f"{client}: {title}")


def keep_draft(row: EngagementRow, source: str, by: str) -> DraftText:
    """Keep what somebody writes, as it is written; it is no version yet. Raises PageRefused where terms are fixed."""
    _refuse_fixed(row)
    return _kept_draft(row, source, TermsText.objects.filter(engagement=row).count(), by)


def keep_amendment_draft(row: EngagementRow, source: str, by: str) -> DraftText:
    """Keep the terms as somebody changes them for an amendment. Raises PageRefused where none can be written."""
    _refuse_unamendable(row)
    return _kept_draft(row, source, texts_so_far(row), by)


def _kept_draft(row: EngagementRow, source: str, base: int, by: str) -> DraftText:
    _refuse_unkeepable(source)
    at = clock.current_moment(row.workspace)
    told = {"source": source, "by": by, "at": at}
    return DraftText.objects.update_or_create(
        engagement=row, defaults=told, create_defaults=told | {"base": base}
    )[0]


def keep_terms(row: EngagementRow, source: str, base: int, by: str) -> None:
    """Make what was written the next version of the terms; `base` is the version that it was written on.

    Raises PageRefused where the terms are fixed, or somebody else kept a version meanwhile.
    """
    with changing(row) as now:
        _refuse_fixed(now)
        _refuse_unkeepable(source)
        if TermsText.objects.filter(engagement=now).count() != base:
            raise PageRefused(
                "The terms were changed meanwhile, in another window or by somebody else.",
                "Your text is kept as it is: look at what changed, and put it in anew.",
                status=409,
            )
        add_terms(now, source.encode(), by)
        DraftText.objects.filter(engagement=now).delete()


def add_amendment(row: EngagementRow, amendment: Amendment, base: int, by: str) -> None:
    """Add an amendment, which is recorded and stays as it is; `base` is what the writing began on (`texts_so_far`).

    Raises PageRefused where none can be written, or another was meanwhile; Problems where it does not hold.
    """
    with changing(row) as now:
        _refuse_unamendable(now)
        if texts_so_far(now) != base:
            raise PageRefused(
                "Another amendment was written meanwhile.",
                "Your changes are kept as they are: look at them beside it.",
                status=409,
            )
        add_amendment_text(now, f"{amendment.number}.toml", write_amendment(amendment).encode(), by)
        files = texts_of(now)
        record_books(now, charter.read(files, now.slug), files, by)
        DraftText.objects.filter(engagement=now).delete()


def _refuse_unamendable(row: EngagementRow) -> None:
    if why := not_amendable_because(row):
        raise PageRefused(why, "Look at where it stands under Signing.", status=409)


def leave_draft(row: EngagementRow) -> None:
    """Forget what was written and not made a version."""
    with transaction.atomic():
        DraftText.objects.filter(engagement=row).delete()


def _refuse_fixed(row: EngagementRow) -> None:
    if row.round:
        raise PageRefused(
            unchangeable_because(row),
            "Propose it in your round, or call the negotiation off.",
            status=409,
        )
    if why := fixed_because(row):
        raise PageRefused(
            why, "From here on only an amendment that both sides sign changes them.", status=409
        )


def _refuse_unkeepable(source: str) -> None:
    """Refuse the one character that no text in a database may hold, and no TOML either."""
    if "\0" in source:
        line = source[: source.index("\0")].count("\n") + 1
        raise PageRefused(f"Line {line} holds a NUL character.", "Take it out, and keep the text again.")


def import_engagement(
    workspace: WorkspaceRow, name: str, files: Mapping[str, bytes], by: str
) -> EngagementRow:
    """Bring in one engagement folder, by the names of its files. Raises as `import_engagements` does."""
    return import_engagements(workspace, {name: files}, by)[0]


def import_engagements(
    workspace: WorkspaceRow, folders: Mapping[str, Mapping[str, bytes]], by: str
) -> list[EngagementRow]:
    """Bring in engagement folders by their names, all or none; their texts and papers are kept byte for byte.

    Masters come before their orders; one that stands here already with the same terms is left as it is. What the
    journals say is recorded in the chains of evidence now. Raises Problems where something does not hold, PageRefused
    where there is an engagement of a name, or no agreement.
    """
    masters = {named_frame(files.get(TERMS, b""), TERMS) for files in folders.values()}
    with transaction.atomic():
        hold_workspace(workspace)
        rows = {
            name: _brought(workspace, name, folders[name], by)
            for name in sorted(folders, key=lambda name: (name not in masters, name))
            if not (name in masters and _stands_here(workspace, name, folders[name]))
        }
        for name, row in rows.items():
            _write_up_brought(row, folders[name], by)
    return sorted(rows.values(), key=lambda row: row.slug in masters)


def _stands_here(workspace: WorkspaceRow, slug: str, files: Mapping[str, bytes]) -> bool:
    """Whether a master stands in the workspace with the same terms and amendments."""
    row = EngagementRow.objects.filter(workspace=workspace, slug=slug).first()
    return row is not None and _agreed(texts_alone(row)) == _agreed(files)


def _agreed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: raw for name, raw in files.items() if name == TERMS or name.startswith("amendments/")}


def _brought(workspace: WorkspaceRow, name: str, files: Mapping[str, bytes], by: str) -> EngagementRow:
    """Keep the texts of a folder under its name. A folder that may be called a master keeps its name as it is."""
    if TERMS not in files:
        raise PageRefused(f"There is no {TERMS} in it.", "Choose the folder of one engagement.")
    slug = name if re.fullmatch(FRAME, name) else slug_of(name)
    if EngagementRow.objects.filter(workspace=workspace, slug=slug).exists():
        raise PageRefused(f"There is an engagement {slug} already.", "Give it another name.")
    row = EngagementRow.objects.create(workspace=workspace, slug=slug, title=name)
    with changing(row) as now:
        add_texts(now, files, by)
    return row


def _write_up_brought(row: EngagementRow, files: Mapping[str, bytes], by: str) -> None:
    """Record what was brought, once the other papers of its frame are here too, and keep its papers."""
    if row.frame and master_of(row) is None:
        raise PageRefused(
            f"There is no master {row.frame} here, under which this is an order.",
            f"Bring that in first, or together with the order: its folder lies in {FRAMES}/{row.frame}.",
        )
    papers = [content for held, content in files.items() if held.startswith(f"{PAPERS}/")]
    with changing(row) as now:
        texts = texts_of(now)
        engagement = charter.read(texts, now.slug)
        EngagementRow.objects.filter(pk=now.pk).update(title=titled(engagement.agreement))
        record_books(now, engagement, texts, by)
        keep_papers(now, engagement, engagement.journal.of(Issued), papers)
    row.refresh_from_db()
