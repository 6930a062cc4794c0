"""Which supports did somebody mean? Words by PostgreSQL's text search; slips of the finger by trigrams over the words
that the place's supports use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import connection
from django.db.models import BooleanField, Case, F, Q, QuerySet, Value, When

from livingwell.practice.network.models import Support
from livingwell.practice.network.models.supports import SEARCH

PER_PAGE = 20
LAST_PAGE = 25
MOST_TERMS = 8
LONGEST_TERM = 40
#: A word this long finds the words that begin with it ("depress"); a shorter one would find too much ("men", "mental").
BEGINNING = 4
#: A known word this long is also looked for in the spellings that a directory itself got wrong by one letter.
LONG = 6

_TERM = re.compile(r"[^\W_]+")
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9][A-Z]{0,2})")


@dataclass(frozen=True)
class Term:
    """One word as it was typed, whether any support has it, and the words of the place that it may have meant."""

    typed: str
    known: bool
    meant: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """One page of supports. `instead` says which typed words were read as which; `loosely` that none had every word."""

    supports: tuple[Support, ...]
    instead: tuple[tuple[str, str], ...] = ()
    loosely: bool = False
    page: int = 1
    more: bool = False


def search_supports(place_id: UUID, words: str, *, near: str = "", page: int = 1) -> Found:
    """The supports of a place that are open, best first; in the order of their names where no words were typed.

    `near` is the beginning of a postcode, or words of an address. At most three queries, whatever is found.
    """
    page = max(1, min(page, LAST_PAGE))
    here = Support.objects.filter(place_id=place_id, closed_at=None, withdrawn_at=None).filter(near_to(near))
    here = here.select_related("source").defer("search")
    typed = terms_in(words)
    if not typed:
        rows = list(here.order_by("name", "id")[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
        return Found(tuple(rows[:PER_PAGE]), page=page, more=_more(rows, page))
    terms = understood(place_id, typed)
    rows, loosely = _page(here, terms, " & ", page), False
    if not rows and len(terms) > 1:
        rows, loosely = _page(here, terms, " | ", page), True
    instead = tuple((term.typed, term.meant[0]) for term in terms if not term.known and term.meant)
    return Found(tuple(rows[:PER_PAGE]), instead if rows else (), loosely and bool(rows), page, _more(rows, page))


def having_words(place_id: UUID, words: str) -> Q:
    """Supports that have every word, or what each may have meant; everything where nothing was typed that says
    anything. For programs, which are told all of what was found, and in another order."""
    terms = understood(place_id, terms_in(words))
    return Q(search=_query(" & ".join(_any_of(term) for term in terms))) if terms else Q()


def terms_in(words: str) -> list[str]:
    """The words of a question, small, each once."""
    found = _TERM.findall(words.replace("'", "").replace("’", "").lower())
    return list(dict.fromkeys(term[:LONGEST_TERM] for term in found))[:MOST_TERMS]


def understood(place_id: UUID, typed: Sequence[str]) -> list[Term]:
    """Each typed word, with what it may have meant; words that say nothing ("for", "the") are left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            select t.term,
                exists (select from network_support s where s.place_id = %(place)s
                        and s.search @@ to_tsquery('{SEARCH}', quote_literal(t.term)
                            || case when length(t.term) >= {BEGINNING} then ':*' else '' end)),
                array(select w.word from network_spelling w where w.place_id = %(place)s
                      and (w.word %% t.plain or (length(t.plain) <= 5 and w.word like left(t.plain, 1) || '%%'
                           and length(w.word) between length(t.plain) - 1 and length(t.plain) + 1))
                      order by similarity(w.word, t.plain) desc, w.supports desc, w.word limit 40)
            from (select term, public.unaccent(term) as plain from unnest(%(terms)s::text[]) term) t
            where numnode(plainto_tsquery('{SEARCH}', t.term)) > 0
            """,
            {"place": place_id, "terms": list(typed)},
        )
        rows = cursor.fetchall()
    by_term = {term: (known, words) for term, known, words in rows}
    return [
        Term(term, by_term[term][0], _meant(term, known=by_term[term][0], words=by_term[term][1]))
        for term in typed
        if term in by_term
    ]


def _meant(term: str, *, known: bool, words: Iterable[str]) -> tuple[str, ...]:
    """The nearest words: for one that nobody has, one or two slips away; for one that is known, its misspellings."""
    if known:
        if len(term) < LONG:
            return ()
        return tuple(word for word in words if word != term and slips(term, word, at_most=1) == 1)[:3]
    allowed = 1 if len(term) <= 4 else 2
    # A first letter is seldom the one that slipped: "center" is "centre" before it is "enter".
    near = sorted(
        (slips(term, word, at_most=allowed), word[0] != term[0], position, word) for position, word in enumerate(words)
    )
    return tuple(word for away, other, _, word in near if away <= allowed and (away, other) == near[0][:2])[:3]


def slips(one: str, other: str, *, at_most: int) -> int:
    """How many slips of the finger lie between two words: a letter left out, doubled, wrong, or two swapped.

    Stops counting past `at_most` and then answers one more.
    """
    if abs(len(one) - len(other)) > at_most:
        return at_most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, left in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, right in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return row[-1]


def _page(here: QuerySet[Support], terms: Sequence[Term], joined: str, page: int) -> list[Support]:
    if not terms:
        return list(here.order_by("name", "id")[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    wide = _query(joined.join(_any_of(term) for term in terms))
    exact = _query(joined.join(_whole(term) for term in terms))
    rows: Any = here.filter(search=wide).annotate(
        exactly=Case(When(search=exact, then=Value(True)), default=Value(False), output_field=BooleanField()),
        rank=SearchRank(F("search"), wide, weights=[0.05, 0.2, 0.6, 1.0], normalization=1),
    )
    return list(rows.order_by("-exactly", "-rank", "name", "id")[(page - 1) * PER_PAGE : page * PER_PAGE + 1])


def _query(text: str) -> SearchQuery:
    return SearchQuery(text, config=SEARCH, search_type="raw")


def _any_of(term: Term) -> str:
    begins = ":*" if len(term.typed) >= BEGINNING else ""
    words = [_quoted(term.typed) + begins, *(_quoted(word) for word in term.meant)]
    return f"({' | '.join(words)})"


def _whole(term: Term) -> str:
    """The word itself or its misspellings, not words that only begin with it; for a slip, the likeliest word."""
    if term.known:
        return f"({' | '.join(_quoted(word) for word in (term.typed, *term.meant))})"
    return _quoted((*term.meant, term.typed)[0])


def _quoted(word: str) -> str:
    """A word for a text search query; words are letters and digits, by `_TERM`."""
    return f"'{word}'"


def _more(rows: Sequence[Support], page: int) -> bool:
    return len(rows) > PER_PAGE and page < LAST_PAGE


def near_to(near: str) -> Q:
    """A postcode or the beginning of one (M33 is not M3), or words of an address."""
    text = " ".join(near.split())[:60]
    if not text:
        return Q()
    compact = text.replace(" ", "").upper()
    if whole := _POSTCODE.fullmatch(compact):
        # "M331" may be M33 1.. or (nobody writes it so) M3 31; the longer outward part is the likelier.
        return Q(postcode__startswith=f"{whole[1]} {whole[2]}") | Q(postcode__startswith=f"{compact} ")
    if _OUTWARD.fullmatch(compact):
        return Q(postcode__startswith=f"{compact} ")
    if re.fullmatch(r"[A-Z]{1,2}", compact):
        return Q(postcode__regex=f"^{compact}[0-9]")
    return (
        Q(address__icontains=text)
        | Q(locality__icontains=text)
        | Q(areas__icontains=text)
        | Q(other_places__icontains=text)
    )
