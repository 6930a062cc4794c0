"""What is promised of copies and requests, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(6, "copies of everything, each asked for by the person or for their request, and gone with their day")
def every_copy_is_theirs_and_goes() -> Kept:
    return asked(
        "select count(*) from keeping_wholecopy",
        """select 'copy ' || c.id || case
                  when c.gone_at is not null then ' is gone and has slices'
                  when c.ready_at < gate.moment() - interval '26 hours' then ' is there after its day'
                  else ' was asked for by nobody who may' end
           from keeping_wholecopy c
           where c.gone_at is not null and exists (select from keeping_copyslice s where s.copy_id = c.id)
              or c.gone_at is null and c.ready_at < gate.moment() - interval '26 hours'
              or not exists (select from kit_event e where e.row_id = c.id and e.about_id = c.person_id
                             and (e.act = 'ask_for_copy' and coalesce(e.voice_id, e.by_id) = c.person_id
                                  or e.act = 'copy_for_request'))""",
    )


@promised(5, "copies handed over by a privacy lead, each of somebody who had asked")
def nobody_else_fetches_a_copy() -> Kept:
    return asked(
        "select count(*) from circle_look where page = 'fetch_copy'",
        """select 'look ' || l.id || ' is at a copy nobody had asked for' from circle_look l
           where l.page = 'fetch_copy' and not exists (
               select from keeping_request r where r.person_id = l.person_id and r.asked_at <= l.at
               and r.copy_id is not null)""",
    )


@promised(12, "keys destroyed, each with two names and a week behind it")
def no_key_goes_without_two_names() -> Kept:
    return asked(
        "select count(*) from kit_datakey k join people_person p on p.id = k.owner_id where k.wrapped is null",
        """select 'the key of ' || k.owner_id || ' was destroyed without two names and a week' from kit_datakey k
           join people_person p on p.id = k.owner_id
           where k.wrapped is null and not exists (
               select from keeping_destruction d where d.person_id = k.owner_id and d.what = 'all'
               and d.agreed_by_id <> d.proposed_by_id and d.done_at >= d.agreed_at + interval '7 days')""",
    )


@promised(12, "what was destroyed, each agreed to in their own names, and nothing under a legal hold")
def nothing_goes_alone_or_under_hold() -> Kept:
    return asked(
        "select count(*) from keeping_destruction where done_at is not null or agreed_at is not null",
        """select 'destruction ' || d.id || case
                  when h.id is not null then ' was done under a legal hold'
                  when d.done_at is null and d.stopped_at is null and d.taken_back_at is null and held.id is not null
                      then ' goes on under a legal hold'
                  else ' has a name under it that nobody gave' end
           from keeping_destruction d
           left join keeping_legalhold h on h.person_id = d.person_id and h.begun_at < d.done_at
               and (h.ended_at is null or h.ended_at > d.done_at)
           left join keeping_legalhold held on held.person_id = d.person_id and held.ended_at is null
           where d.agreed_at is not null and (h.id is not null
              or d.done_at is null and d.stopped_at is null and d.taken_back_at is null and held.id is not null
              or not exists (select from kit_event e where e.row_id = d.id and e.act = 'agree_to_destroy'
                             and e.by_id = d.agreed_by_id)
              or not exists (select from kit_event e where e.row_id = d.id
                             and e.act in ('propose_destruction', 'propose_found') and e.by_id = d.proposed_by_id))""",
    )
