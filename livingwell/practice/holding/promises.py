"""What is promised of journeys and holds, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(1, "open and closed journeys, each moment of each")
def every_moment_is_held() -> Kept:
    """The holds of a journey, together, are its whole time; none overlap."""
    return asked(
        "select count(*) from holding_journey",
        """select 'journey ' || j.id || ' is held ' || coalesce(range_agg(tstzrange(h.began_at, h.ended_at))::text,
                  'by nobody')
           from holding_journey j left join holding_hold h on h.journey_id = j.id
           group by j.id, j.opened_at, j.closed_at
           having range_agg(tstzrange(h.began_at, h.ended_at))
                  is distinct from tstzmultirange(tstzrange(j.opened_at, j.closed_at))
               or count(*) filter (where h.ended_at is null) > 1
               or sum(extract(epoch from h.ended_at - h.began_at)) filter (where j.closed_at is not null)
                  > extract(epoch from j.closed_at - j.opened_at) + 0.001""",
    )


@promised(1, "holders of open journeys, who work in the holding team")
def every_holder_works_there() -> Kept:
    return asked(
        "select count(*) from holding_hold where ended_at is null",
        """select 'journey ' || h.journey_id || ' is held by somebody who has left' from holding_hold h
           where h.ended_at is null and not exists (select from people_membership m where m.person_id = h.holder_id
                 and m.team_id = h.team_id and m.ended_at is null)""",
    )


@promised(1, "holds by a worker's own yes: taken from duty, or a handover they accepted")
def every_holder_has_said_yes() -> Kept:
    return asked(
        "select count(*) from holding_hold where how = 'own'",
        """select 'journey ' || h.journey_id || ' is held without a yes since ' || h.began_at from holding_hold h
           where h.how = 'own' and not exists (
               select from kit_event e where e.about_id = h.person_id
               and e.act in ('hold_journey', 'accept_handover') and e.by_id = h.holder_id
               and (e.row_id = h.journey_id or e.facts ->> 'journey' = h.journey_id::text)
               and e.at between h.began_at - interval '1 hour' and h.began_at + interval '1 hour')""",
    )


@promised(1, "teams, each moment of whose duty")
def somebody_is_on_duty() -> Kept:
    return asked(
        "select count(*) from people_team",
        """select 'team ' || t.name || ' has duty ' || coalesce(range_agg(tstzrange(d.began_at, d.ended_at))::text,
                  'by nobody')
           from people_team t left join people_duty d on d.team_id = t.id
           group by t.id, t.name, t.opened_at, t.closed_at
           having range_agg(tstzrange(d.began_at, d.ended_at))
                  is distinct from tstzmultirange(tstzrange(t.opened_at, t.closed_at))""",
    )


@promised(1, "guards in the database, all on and for always")
def the_guards_stand() -> Kept:
    wanted = """(values ('journey_is_held', 'holding_journey'), ('journey_is_held', 'holding_hold'),
        ('leaver_holds_nothing', 'people_membership'), ('team_is_on_duty', 'people_team'),
        ('team_is_on_duty', 'people_duty')) wanted (name, tbl)"""
    return asked(
        f"select count(*) from {wanted}",
        f"""select 'the guard ' || name || ' on ' || tbl || ' is off or gone' from {wanted}
            where not exists (select from pg_trigger where tgname = name and tgrelid = tbl::regclass
                              and tgenabled = 'A')""",
    )


@promised(2, "journeys that have ended")
def every_ending_has_its_word() -> Kept:
    return asked(
        "select count(*) from holding_journey where closed_at is not null",
        """select 'journey ' || j.id || ' ended by nobody''s word' from holding_journey j
           where j.closed_at is not null and not exists (select from holding_ending e where e.journey_id = j.id
                 and e.undone_at is null and (e.kind in ('goodbye', 'not_wanted') and e.said_by_id = j.person_id
                 or e.seconded_at is not null and e.seconded_by_id <> e.said_by_id))""",
    )
