"""What is promised of looks, shares, openings, and words entered for somebody, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(5, "looks, each with its page, its viewer's name, and somebody else who was shown")
def every_look_says_what_it_was() -> Kept:
    return asked(
        "select count(*) from circle_look",
        """select 'look ' || id || ' ' || case
                  when page = '' then 'names no page' when by_name = '' then 'names nobody'
                  when by_id = person_id or by_id = any(people) then 'is of somebody at what is their own'
                  when person_id is null then 'names nobody who was shown' else 'names no part' end
           from circle_look
           where page = '' or by_name = '' or by_id = person_id or by_id = any(people)
              or person_id is null and people = '{}' or person_id is not null and what = ''""",
    )


@promised(5, "records that nobody may edit, each guarded")
def records_are_guarded() -> Kept:
    wanted = "(values ('circle_look'), ('kit_event'), ('kit_seal')) wanted (tbl)"
    return asked(
        f"select count(*) from {wanted}",
        f"""select tbl || ' can be edited: its guard is off or gone' from {wanted}
            where not exists (select from pg_trigger where tgrelid = tbl::regclass and tgenabled in ('O', 'A')
                              and tgname like 'pgtrigger_append_only%')""",
    )


@promised(6, "shares, each given in the person's own voice")
def every_share_is_their_own() -> Kept:
    return asked(
        "select count(*) from circle_share",
        """select 'share ' || s.id || ' was given by nobody who may' from circle_share s
           where not exists (select from kit_event e where e.row_id = s.id and e.about_id = s.person_id
                             and e.act = 'give_share'
                             and (coalesce(e.voice_id, e.by_id) = s.person_id or e.errand = 'front door'))""",
    )


@promised(6, "openings without a share, each with a reason, an end within the night, and its event")
def every_opening_has_its_reason_and_end() -> Kept:
    return asked(
        "select count(*) from circle_opening",
        """select 'opening ' || o.id || ' has no reason, no end, or no event' from circle_opening o
           where octet_length(o.reason) = 0 or o.ends_at > o.opened_at + interval '8 hours'
              or not exists (select from kit_event e where e.row_id = o.id and e.about_id = o.person_id
                             and e.act = 'open_unshared' and e.by_id = o.opened_by_id)""",
    )


@promised(6, "shares of people under 16, and people asked into their circles, each after its own conversation")
def the_young_are_talked_with() -> Kept:
    talked = """exists (select from circle_understanding u where u.id = {0}.understanding_id and u.answer = 'yes'
        and u.person_id = {0}.person_id and u.talked_by_id <> u.person_id and u.talked_at <= {0}.given_at)"""
    # Of somebody whose year of birth was said later, the row has no conversation and needed none when it was written.
    return asked(
        """select (select count(*) from circle_share where understanding_id is not null)
                + (select count(*) from circle_circletie where understanding_id is not null)""",
        f"""select 'share ' || s.id || ' was not talked through' from circle_share s
            where s.understanding_id is not null and not ({talked.format("s")}
                and exists (select from circle_understanding u where u.id = s.understanding_id and u.what = s.what
                    and u.to_person_id is not distinct from s.to_person_id
                    and u.to_team_id is not distinct from s.to_team_id))
            union all select 'tie ' || c.id || ' was not talked through' from circle_circletie c
            where c.understanding_id is not null and not {talked.format("c")}""",
    )


@promised(6, "words told to a team, each by somebody who was in that circle then")
def words_come_from_the_circle() -> Kept:
    return asked(
        "select count(*) from circle_wordtoteam",
        """select 'word ' || w.id || ' came from outside the circle' from circle_wordtoteam w
           where not exists (select from circle_circletie c where c.id = w.tie_id and c.person_id = w.person_id
                             and c.supporter_id = w.said_by_id and w.said_at >= c.accepted_at
                             and (c.ended_at is null or w.said_at <= c.ended_at))""",
    )


@promised(13, "acts entered for somebody, each with who entered it, for whom, and how they were told")
def whoever_enters_is_named() -> Kept:
    return asked(
        "select count(*) from kit_event where voice_id is not null or channel <> ''",
        """select act || ' (event ' || id || ') ' || case
                  when voice_id is null then 'came by a channel and names nobody whose word it was'
                  when by_id is null then 'names nobody who entered it'
                  when channel = '' then 'does not say how it was told'
                  else 'was entered in somebody else''s voice' end
           from kit_event
           where voice_id is null and channel <> ''
              or voice_id is not null and (by_id is null or channel = '' or about_id is distinct from voice_id)""",
    )
