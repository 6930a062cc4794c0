"""The words that a place's supports use, kept so that a search with a slip of the finger finds what was meant."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

#: Words as people type them: letters of any alphabet, accents taken off, three to thirty of them.
WORDS = """
    select w.word, count(*) as supports from network_support s,
        lateral (select distinct lower(found[1]) as word
                 from regexp_matches(public.unaccent(s.name || ' ' || array_to_string(s.topics, ' ') || ' '
                     || s.organisation_name || ' ' || s.locality || ' ' || array_to_string(s.areas, ' ') || ' '
                     || s.address || ' ' || left(s.description, 20000)), '[[:alpha:]]{3,30}', 'g') found) w
    where s.place_id = %(place)s and (%(only)s::uuid is null or s.id = %(only)s) group by w.word
"""


def learn_spellings(place: UUID, *, only: UUID | None = None) -> None:
    """Count anew the words of a place's supports, or add those of `only` one support."""
    with connection.cursor() as cursor:
        if only is None:
            cursor.execute("delete from network_spelling where place_id = %s", [place])
        cursor.execute(
            f"""insert into network_spelling (place_id, word, supports)
                select %(place)s, word, supports from ({WORDS}) words
                on conflict (place_id, word) do update
                set supports = network_spelling.supports + excluded.supports""",
            {"place": place, "only": only},
        )
