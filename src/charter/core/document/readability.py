"""How a section of an agreement reads, by measure: which sentence breaks which rule of plain language.

The rules are those that CONTRIBUTING gives to authors. Held by measure are: who acts is said (1: few passives), one
question a paragraph (2: a caption, three sentences, 55 words), no opening that leans on the sentence before (3), no
inverted opening (4), everyday words (7), no hedge and no bare pointer to the law (11), Business Days by name (12), a
line in short that carries a figure and no more than twenty words (14), no codes of the program (15). The grade is that
of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59.

>>> passive("Access is given by Friday."), passive("The Client must give access by Friday.")
(True, False)
>>> [rule for rule, _ in words_broken("It rests on the eve, as the law sets.")]
[7, 7, 11]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from charter.core.document import tree

WORDS, GRADE, PASSIVE, OPENINGS, SENTENCES, PARAGRAPH, IN_SHORT = 120, 8.0, 0.20, 0.06, 3, 55, 20
"""The most words a clause, the grade, the shares of passives and leaning openings, sentences and words a paragraph."""

_DONE = (
    r"\w+ed|paid|given|held|made|done|found|kept|lost|met|read|sent|split|said|set|shown|told|taken|known|bound|built|"
    r"brought|begun|left|put|written|seen|gone|borne"
)
_ADVERBS = r"(?:\s+(?:not|never|only|still|also|already|once|then|first|fully))*"
_PASSIVE = re.compile(rf"\b(?:is|are|was|were|be|been|being)\b{_ADVERBS}\s+(?:{_DONE})\b", re.IGNORECASE)
_LEANS = re.compile(r"(?:It|They|This|That|These|Those|Such|One|He|She)\b")
_INVERTED = re.compile(r"Of\b[^.]*,")
_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z“\"0-9(])")
_WORD = re.compile(r"[\w€£$%\u2019'.,/-]*\w[\w%\u2019'-]*")
_BANNED = (
    (7, re.compile(
        r"\b(?:anew|eve|rests? on|fitting part|gone|particulars|mend(?:s|ed|ing)?|bears?|rhythms?|call(?:s|ed)? in|"
        r"settles?)\b", re.IGNORECASE)),
    (11, re.compile(
        r"\b(?:as (?:the|a) law \w+|as far as|to the extent|except where the law|where the law (?:sets|asks))\b",
        re.IGNORECASE)),
    (12, re.compile(r"\b(?:business|working) days?\b")),
    (15, re.compile(r"\b[A-Z]{2}-[A-Z]{2,3}\b|[{}]|\bnot stated\b")),
)  # fmt: skip
_SILENT = re.compile(r"(?<=..)(?<![le])e$|(?<=..)(?<!t)(?<!d)e(?=d$)")
_FIGURE = re.compile(
    r"\d|\b(?:no|none|nobody|nothing|never|once|twice|one|two|three|four|five|six|seven|eight|nine|ten|only|each|every|"
    r"all|alone|both|either|neither|without)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Measure:
    """What was counted in one section: shares are between 0 and 1, the grade is that of Flesch and Kincaid."""

    words: int
    grade: float
    passive: float
    openings: int
    sentences: int


def measure(paragraphs: Iterable[str]) -> Measure:
    """Measure the paragraphs of a section, their captions apart."""
    said = [sentence for paragraph in paragraphs for sentence in sentences(paragraph)]
    words = [word for sentence in said for word in _WORD.findall(sentence)]
    count, number = max(1, len(said)), max(1, len(words))
    grade = 0.39 * number / count + 11.8 * sum(map(syllables, words)) / number - 15.59
    leaning = sum(bool(_LEANS.match(sentence)) for sentence in said)
    return Measure(len(words), grade, sum(map(passive, said)) / count, leaning, len(said))


def counting_share(document: tree.Document) -> Fraction:
    """Give the words of How we count as a part of those of the articles, each with what it says in short."""
    sections = [*tree.sections(document)]
    articles = sum(_said(each.blocks) + len(tree.plain(each.in_short).split()) for each in sections)
    schedules = (each for each in document.schedules if isinstance(each, tree.Counting))
    return Fraction(sum(_said(part.blocks) for each in schedules for part in each.parts), max(1, articles))


def _said(blocks: Iterable[tree.Block]) -> int:
    return sum(len(text.split()) for _, text, _ in _paragraphs(blocks))


def broken(section: tree.Section, added: frozenset[str] = frozenset(), most: int = WORDS) -> list[str]:
    """Say which sentence of a section breaks which rule; empty where none does.

    `added` are the captions of what its law inserts: without them a clause has at most 120 words, or as many as `most`.
    """
    paragraphs = list(_paragraphs(section.blocks))
    own = measure(text for caption, text, _ in paragraphs if caption.rstrip(".") not in added)
    found = [f"{own.words} words, and {most} are the most"] if own.words > most else []
    found += _shares([text for _, text, _ in paragraphs])
    found += [told for paragraph in paragraphs for told in _paragraph(*paragraph)]
    return [f"{section.cite}: {told}" for told in (*found, *_short(tree.plain(section.in_short)))]


def words_broken(text: str) -> Iterator[tuple[int, str]]:
    """Find the words that a rule bans, with the number of the rule."""
    for rule, banned in _BANNED:
        yield from ((rule, found[0]) for found in banned.finditer(text))


def passive(sentence: str) -> bool:
    """Whether a sentence says what is done and not who does it."""
    return bool(_PASSIVE.search(sentence))


def sentences(paragraph: str) -> list[str]:
    """Give the sentences of a paragraph.

    >>> sentences("The Client pays. Silence is a no.")
    ['The Client pays.', 'Silence is a no.']
    """
    return [each for each in _END.split(paragraph.strip()) if each]


def syllables(word: str) -> int:
    """Count the syllables of an English word by rule; a number counts one.

    >>> [syllables(word) for word in ("deliverable", "invoice", "paid", "noted", "2026")]
    [5, 2, 1, 2, 1]
    """
    letters = re.sub(r"[^a-z]", "", word.lower())
    if not letters:
        return 1
    return max(1, len(re.findall("[aeiouy]+", _SILENT.sub("", letters))))


# ── one rule after the other ───────────────────────────────────────────────────────────────────


def _paragraphs(blocks: Iterable[tree.Block]) -> Iterator[tuple[str, str, str]]:
    """Give each paragraph: its caption, its text, and the library's words in it; items count to the one before."""
    held: list[tuple[str, list[tree.Inline]]] = []
    for block in blocks:
        match block:
            case tree.Paragraph():
                held.append((block.caption, list(block.inlines)))
            case tree.Items() if held:
                held[-1][1].extend(inline for item in block.items for inline in (tree.Text(" "), *item))
            case _:
                pass
    for caption, inlines in held:
        own = (tree.Text("x") if isinstance(inline, tree.Value) else inline for inline in inlines)
        yield caption, tree.plain(tuple(inlines)), tree.plain(tuple(own))


def _shares(texts: list[str]) -> Iterator[str]:
    counted = measure(texts)
    every = [sentence for text in texts for sentence in sentences(text)]
    if counted.grade > GRADE:
        yield f"it reads at grade {counted.grade:.1f}, and {GRADE:g} is the most"
    if counted.passive > PASSIVE:
        yield from (f"rule 1, who acts: {each}" for each in every if passive(each))
    if counted.openings > 1 and counted.openings / max(1, counted.sentences) > OPENINGS:
        yield from (
            f"rule 3, the opening leans on what stands before: {each}" for each in every if _LEANS.match(each)
        )


def _paragraph(caption: str, text: str, library: str) -> Iterator[str]:
    every, count = sentences(text), len(text.split())
    if not caption:
        yield f"rule 2, no caption: {text:.60}"
    if len(every) > SENTENCES or count > PARAGRAPH:
        yield f"rule 2, {len(every)} sentences and {count} words in one paragraph: {text:.60}"
    yield from (f"rule 4, an inverted opening: {each}" for each in every if _INVERTED.match(each))
    yield from (f"rule {rule}, “{word}”: {text:.60}" for rule, word in words_broken(library))


def _short(text: str) -> Iterator[str]:
    if len(text.split()) > IN_SHORT:
        yield f"rule 14, {len(text.split())} words in short: {text}"
    if text and not _FIGURE.search(text):
        yield f"rule 14, no figure of this deal in short: {text}"
