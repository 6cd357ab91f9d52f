"""Answers that remember what they were made from, so that a build makes anew only what a change can reach.

A *question* is a key and a bit: one attribute of a record, or the whole of anything else. Whoever computes an answer
asks others; each question asked is recorded, so that the answer can be kept for as long as those it was made from
stand. Knows nothing of sites: what is asked, and of what, is `render`'s.
"""

from microsite.incremental.answers import Presenter, answered, answers, asked
from microsite.incremental.memory import Memory, UnansweredError
from microsite.incremental.records import (
    ALL,
    WHOLE,
    Asked,
    bit_of,
    changed_bits,
    is_record,
    key_of,
    names_of,
    replaced,
)
from microsite.incremental.sharing import Written, adopt, found
from microsite.incremental.store import News, Row, Store

__all__ = [
    "ALL",
    "WHOLE",
    "Asked",
    "Memory",
    "News",
    "Presenter",
    "Row",
    "Store",
    "UnansweredError",
    "Written",
    "adopt",
    "answered",
    "answers",
    "asked",
    "bit_of",
    "changed_bits",
    "found",
    "is_record",
    "key_of",
    "names_of",
    "replaced",
]
