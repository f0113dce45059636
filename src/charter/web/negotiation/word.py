"""Word out, Word in: the draft with what is open as tracked changes; and what somebody wrote in it, as remarks.

A file that comes back changes no term. What its words say otherwise is shown clause by clause, and goes into the round
as remarks where who brought it in wants that: the terms are proposed as ever.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import conditional_escape

import charter
from charter.core.agreement import CLAUSES
from charter.core.negotiation.proposals import TITLE
from charter.core.vocabulary.cite import Cite
from charter.core.vocabulary.party import Side
from charter.formats import redline
from charter.web.drafting.queries import ours
from charter.web.kit.limits import take_try
from charter.web.kit.refused import PageRefused
from charter.web.negotiation import actions, queries
from charter.web.negotiation.forms import LONGEST_REMARK, PRIVATE, SHARED, WordForm, remark_of
from charter.web.negotiation.pages import may_say_again, number_seen, refuse_out_of_turn
from charter.web.negotiation.table import cited_in

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict
    from django.utils.safestring import SafeString

    from charter.core.document.tree import Document
    from charter.core.negotiation.rounds import TermRemark
    from charter.formats.docx.coming_back import CameBack
    from charter.web.negotiation.pages import Chair

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AN_HOUR, TRIES = 3600, 30
ROOM = LONGEST_REMARK // 2 - 40
"""So many characters of what was and of what is now fit into one remark."""


class FoundInWord(NamedTuple):
    """A place in which a file says something else: its clause, the words, and the remark that would tell of it."""

    path: str
    cited: str
    words: SafeString
    remark: str
    ticked: bool = True


# ── out ────────────────────────────────────────────────────────────────────────────────────────


def draft_in_word(chair: Chair) -> HttpResponse:
    """Give the draft as a Word file: what the other side asks for stands in it as tracked changes of that side.

    To accept a change is to take theirs, to reject it to keep one's own; what was not sent is in no file.
    """
    from charter.formats import docx  # noqa: PLC0415 - only who takes a file along needs it

    mine, theirs = _texts(chair)
    content = docx.redline(mine, theirs, author=_other(chair), date=chair.today)
    named = f'attachment; filename="{chair.row.slug}-round-{chair.seen().turn.n}.docx"'
    return HttpResponse(content, DOCX, headers={"Content-Disposition": named})


def _texts(chair: Chair) -> tuple[Document, Document]:
    """Give the words of what the side stands for, and of what the other does, by what was sent."""
    terms, side = chair.seen().open_terms, chair.who.side

    def drawn(whose: Side) -> Document:
        held = {each.path: each.positions[whose] for each in terms}
        agreement = charter.with_terms(chair.agreement, held, chair.today) or chair.agreement
        return charter.drawn(charter.Engagement(agreement))

    return drawn(side), drawn(side.other)


def _other(chair: Chair) -> str:
    if chair.who.side is Side.CLIENT:
        return chair.row.workspace.name
    return queries.other_name(chair.row, chair.of)


# ── in ─────────────────────────────────────────────────────────────────────────────────────────


def word_page(request: HttpRequest, chair: Chair, told: dict[str, Any]) -> HttpResponse:
    """Ask for a Word file, show what its words say otherwise, and put what is wanted of that into the round."""
    refuse_out_of_turn(chair)
    form, wrong, found, status = WordForm(), "", None, 200
    if request.method == "POST" and request.POST.get("do") == "bring":
        try:
            actions.say_in_round(chair.of, chair.who, number_seen(request.POST), {}, remarks=_chosen(request))
        except forms.ValidationError as error:
            found, wrong, status = _found_before(chair, request.POST), " ".join(error.messages), 422
        except PageRefused as refused:
            if not may_say_again(chair, refused):
                raise
            found, wrong = _found_before(chair, request.POST), f"{refused.said} {refused.mend}"
            status = refused.status
        else:
            return redirect(chair.home)
    elif request.method == "POST":
        form = WordForm(request.POST, request.FILES)
        try:
            found = _found(chair, form)
        except forms.ValidationError as error:
            wrong, status = " ".join(error.messages), 422
    more = {
        "form": form,
        "found": found,
        "wrong": wrong,
        "to_private": request.POST.get("to") == PRIVATE,
        "seen": chair.row.version,
        "back": chair.home,
        "word_out": chair.word_address("out"),
        "row": chair.row,
        "workspace_name": chair.row.workspace.name,
    }
    return render(request, "negotiation_word.html", told | more, status=status)


def _found(chair: Chair, form: WordForm) -> list[FoundInWord]:
    """Give where a file says something else. Raises ValidationError for what is no edit of the draft."""
    from charter.formats.docx.coming_back import compare_with_file  # noqa: PLC0415 - as above
    from charter.formats.docx.reading import NoWordFile  # noqa: PLC0415 - as above

    take_try(f"word {chair.of.pk} {chair.who.side}", TRIES, AN_HOUR)
    if not form.is_valid():
        raise forms.ValidationError("Choose the Word file that came back.")
    try:
        back = compare_with_file(*_texts(chair), form.cleaned_data["file"].read())
    except NoWordFile as refused:
        hint = "Choose the file that was taken along as Word and edited since, saved as .docx."
        raise forms.ValidationError(f"{refused} {hint}") from refused
    found = _told(chair, back)
    if len(found) > actions.MOST_REMARKS:
        raise forms.ValidationError(
            f"{len(found)} places differ: that is another text. Propose the terms, or words of a clause's own."
        )
    return found


def _found_before(chair: Chair, post: QueryDict) -> list[FoundInWord] | None:
    """Give what a page showed before something went wrong, as it was ticked; None where it showed nothing."""
    ticked, numbers = post.getlist("bring"), (str(n) for n in range(1, actions.MOST_REMARKS + 1))
    shown = [
        (n, post.get(f"path {n}", ""), post.get(f"text {n}", "")) for n in numbers if f"path {n}" in post
    ]
    return [
        FoundInWord(path, cited_in(chair.agreement, path), conditional_escape(text), text, n in ticked)
        for n, path, text in shown
        if path == TITLE or Cite(path) in CLAUSES
    ] or None


def _told(chair: Chair, back: CameBack) -> list[FoundInWord]:
    def placed(cite: str, words: str, remark: str) -> FoundInWord:
        path = cite or TITLE
        return FoundInWord(path, cited_in(chair.agreement, path), ours(words), remark)

    return [
        *(
            placed(
                each.cite,
                redline.sentence_fragment(each.before, each.after),
                _in_words(each.before, each.after),
            )
            for each in back.changes
        ),
        *(
            placed(
                each.cite,
                redline.sentence_fragment("", each.text),
                f"{each.author}: {each.text}"[:LONGEST_REMARK],
            )
            for each in back.comments
        ),
    ]


def _in_words(before: str, after: str) -> str:
    """Say in a remark what a file says, and what it said before.

    >>> _in_words("In 14 days.", "In a month.")
    'In Word: “In a month.” in place of “In 14 days.”'
    >>> _in_words("", "In a month."), _in_words("In 14 days.", "")
    ('Added in Word: “In a month.”', 'Left out in Word: “In 14 days.”')
    """
    before, after = (f"{each[:ROOM]}…" if len(each) > ROOM else each for each in (before, after))
    if not before:
        return f"Added in Word: “{after}”"
    return f"In Word: “{after}” in place of “{before}”" if after else f"Left out in Word: “{before}”"


def _chosen(request: HttpRequest) -> list[TermRemark]:
    """Give the remarks that were ticked. Raises ValidationError where one cannot be kept, or none was ticked."""
    post = request.POST
    found = []
    for n in post.getlist("bring"):
        path = post.get(f"path {n}", "")
        if path != TITLE and Cite(path) not in CLAUSES:
            raise forms.ValidationError(
                "A remark is about a clause that there is not. Bring the file in again."
            )
        found.append(remark_of(path, post.get(f"text {n}", ""), post.get("to", SHARED)))
    kept = [each for each in found if each is not None]
    if not kept:
        raise forms.ValidationError("Tick what should go into the round, or go back.")
    return kept
