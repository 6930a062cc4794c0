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
