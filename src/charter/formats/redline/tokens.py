"""What a redline takes for one thing: a word, a gap, a mark; and a whole amount, date, span of time or address.

Half a number says nothing to a reader, so these are replaced whole or stay.

>>> tokens("EUR 12,000.00 on 1 March 2026")
['EUR 12,000.00', ' ', 'on', ' ', '1 March 2026']
>>> tokens("by 2:00 p.m. on March 1, 2026")[2::2]
['2:00 p.m.', 'on', 'March 1, 2026']
>>> tokens("within 10 business days, to mara@northlight.example.")[2::3]
['10 business days', 'to', '.']
"""

from __future__ import annotations

import re

_NUMBER = r"\d+(?:[.,:/'\u2019\u00a0\u202f]\d+)*"
_MONTHS = (
    r"(?:Jan(?:uary|uar)?|Feb(?:ruary|ruar)?|Mar(?:ch)?|März|Apr(?:il)?|May|Mai|June?|Juni?|July?|Juli?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|O[ck]t(?:ober)?|Nov(?:ember)?|De[cz](?:ember)?)\b\.?"
)
_UNITS = (
    r"(?:minutes?|hours?|days?|weeks?|fortnights?|months?|quarters?|years?"
    r"|Minuten?|Stunden?|(?:Werk|Arbeits|Kalender)?[Tt]agen?|Tag|Wochen?|Monate?n?|Quartale?n?|Jahre?n?)"
)
_FIGURES = (
    r"[^\s@<>(),;]{1,64}@[^\s@<>(),;]{1,190}\w",  # an e-mail address
    r"\b[A-Z]{2}\d{2}(?:\s?[A-Z\d]{4}){2,7}(?:\s?[A-Z\d]{1,3})?\b",  # an IBAN
    r"\b\d{4}-\d{2}-\d{2}\b",
    r"\b\d{1,2}:\d{2}\s(?:[ap]\.m\.|noon\b)",  # 2:00 p.m.
    rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s{_MONTHS}(?:\s\d{{4}}\b)?",  # 1 March 2026
    rf"\b{_MONTHS}\s\d{{1,2}},\s\d{{4}}\b",  # March 1, 2026
    rf"(?:\b[A-Z]{{3}}\s?|[€$£¥]\s?){_NUMBER}",  # EUR 12,000.00
    rf"{_NUMBER}\s(?:(?:business|working|calendar|full)\s)?{_UNITS}\b",  # 10 business days
    rf"{_NUMBER}\s?(?:%|[€$£¥]|(?:EUR|USD|GBP|CHF)\b)",  # 40 %
    r"\b[A-Z\d]+(?:-[A-Z\d]+)+\b",  # HL-4711
    _NUMBER,
)
_WORD = r"\w+|\s+|[^\w\s]"
_WORDS = re.compile(_WORD)
_ALL = re.compile("|".join((*_FIGURES, _WORD)))
_SOME_FIGURE = re.compile(r"[\d@]")


def tokens(text: str) -> list[str]:
    """Cut a text into what is compared; together the parts are the text."""
    return (_ALL if _SOME_FIGURE.search(text) else _WORDS).findall(text)
