"""Questions for rooms whose rows are a person's own, asked of live data by their ``promises.py``."""

from __future__ import annotations


def by_nobody_who_may(table: str, called: str) -> str:
    """Rows of `table` that neither the person wrote nor somebody entering for them, in their voice, by a channel.

    The event is looked for near the moment of writing: where a row came of a suggestion, the event names that.
    """

    def voiced(who: str, at: str) -> str:
        return f"""exists (select from kit_event e where e.about_id = r.person_id and e.by_id = r.{who}
                           and e.voice_id = r.person_id and e.channel <> ''
                           and e.at between r.{at} - interval '1 minute' and r.{at} + interval '1 minute')"""

    return f"""select '{called} ' || r.id || ' was written by somebody else' from {table} r
        where r.written_by_id <> r.person_id and (r.channel = '' or not {voiced("written_by_id", "written_at")})
           or r.changed_by_id <> r.person_id and not {voiced("changed_by_id", "changed_at")}"""


def looked_at_unshared(what: str, unless: str = "false") -> str:
    """Looks at a part that opens by a share alone, for which none was in force, nor an opening, nor `unless`.

    A minute is allowed between the rule's question and the look that is kept of it.
    """
    late = "interval '1 minute'"
    return f"""select 'look ' || l.id || ' at a {what} had no share' from circle_look l
        where l.what = '{what}'
        and not exists (
            select from circle_share s where s.person_id = l.person_id and s.what = '{what}'
            and l.at >= s.given_at and l.at < least(s.until, s.ended_at) + {late}
            and (s.to_person_id = l.by_id or exists (
                select from people_membership m where m.person_id = l.by_id and m.team_id = s.to_team_id
                and l.at >= m.began_at and (m.ended_at is null or l.at < m.ended_at + {late}))))
        and not exists (
            select from circle_opening o where o.person_id = l.person_id and o.what = '{what}'
            and o.opened_by_id = l.by_id and l.at >= o.opened_at and l.at < o.ends_at + {late})
        and not ({unless})"""
