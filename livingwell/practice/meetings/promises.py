"""What is promised of meetings, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(7, "askings to talk today, answered by a conversation or by nothing")
def talk_today_stays_asked() -> Kept:
    return asked(
        "select count(*) from meetings_talktoday",
        """select 'talk today ' || t.id || ' was closed without a conversation' from meetings_talktoday t
           where t.answered_at is not null and not exists (
               select from meetings_meeting m where m.id = t.answered_with_id and m.person_id = t.person_id
               and m.stage = 'happened' and m.happened_at >= date_trunc('minute', t.asked_at))""",
    )


@promised(7, "conversations that have happened, after which nothing older stays asked")
def a_conversation_answers_what_was_asked() -> Kept:
    return asked(
        "select count(*) from meetings_meeting where stage = 'happened'",
        """select 'talk today ' || t.id || ' is still asked after a conversation' from meetings_talktoday t
           where t.answered_at is null and exists (
               select from meetings_meeting m where m.person_id = t.person_id and m.stage = 'happened'
               and m.told_at > t.asked_at and m.happened_at >= t.asked_at)""",
    )


@promised(7, "askings to talk today, each with a message to the team in the same moment")
def somebody_is_called_on() -> Kept:
    return asked(
        "select count(*) from meetings_talktoday",
        """select 'talk today ' || t.id || ' was sent to nobody, though somebody in the team has a way to be reached'
           from meetings_talktoday t
           where not exists (select from meetings_calledon c where c.asked_id = t.id
                             and c.called_at < t.asked_at + interval '1 minute')
           and exists (select from holding_hold h
                       join people_membership m on m.team_id = h.team_id and m.person_id <> t.person_id
                       join people_account a on a.person_id = m.person_id and (a.email <> '' or a.phone <> '')
                       where h.journey_id = t.journey_id and h.began_at <= t.asked_at
                       and (h.ended_at is null or h.ended_at > t.asked_at)
                       and m.began_at <= t.asked_at and (m.ended_at is null or m.ended_at > t.asked_at)
                       and a.opened_at <= t.asked_at and (a.closed_at is null or a.closed_at > t.asked_at))""",
    )


@promised(3, "things told before and asked again, each with a reason that can be read")
def asked_again_says_why() -> Kept:
    return asked(
        "select count(*) from meetings_askedagain",
        "select 'asked again ' || id || ' without a reason' from meetings_askedagain where octet_length(why) = 0",
    )


@promised(3, "first conversations that have happened, each ending with what happens next")
def first_conversations_end_well() -> Kept:
    return asked(
        "select count(*) from meetings_meeting where kind = 'first' and stage = 'happened'",
        """select 'first conversation ' || m.id || ' ends without what happens next' from meetings_meeting m
           where m.kind = 'first' and m.stage = 'happened'
           and not exists (select from meetings_nextstep n where n.meeting_id = m.id)""",
    )
