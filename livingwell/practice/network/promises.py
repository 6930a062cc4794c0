"""What is promised of connections, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(2, "connections that have ended")
def every_connection_ends_by_its_word() -> Kept:
    """By the person's own word, told by them or written down in their voice; or because the support closed."""
    ended = "'connection ' || c.id || ' ended as ' || c.stage || ' by nobody''s word'"
    return asked(
        "select count(*) from network_connection where stage in ('met', 'not_wanted', 'closed')",
        # Three questions rather than one with "or": each is answered by one join, however many have ended.
        f"""select {ended} from network_connection c
            where c.stage in ('met', 'not_wanted') and c.ended_by_id is distinct from c.person_id
            union all
            select {ended} from network_connection c
            where c.stage in ('met', 'not_wanted') and c.ended_by_id = c.person_id and not exists (
                select from kit_event e where e.row_id = c.id and e.about_id = c.person_id
                and e.act in ('say_met', 'say_not_wanted_now')
                and (coalesce(e.voice_id, e.by_id) = e.about_id or e.errand = 'front door'))
            union all
            select {ended} from network_connection c
            where c.stage = 'closed' and not exists (
                select from network_support s where s.id = c.support_id and s.closed_at is not null)""",
    )


@promised(2, "answers of “not us”, each with what next")
def nobody_is_bounced() -> Kept:
    return asked(
        "select count(*) from network_connectionstep where kind = 'log_not_us'",
        """select 'connection ' || connection_id || ' was told no, and not what next' from network_connectionstep
           where kind = 'log_not_us' and what_next not in ('another', 'team', 'question')
           union all
           select 'connection ' || id || ' stands at “not us” without what next' from network_connection
           where stage = 'not_us' and what_next not in ('another', 'team', 'question')""",
    )


@promised(2, "supports that have closed")
def nobody_is_on_the_way_to_a_closed_door() -> Kept:
    return asked(
        "select count(*) from network_support where closed_at is not null",
        """select 'connection ' || c.id || ' is open, and its support has closed' from network_connection c
           join network_support s on s.id = c.support_id
           where s.closed_at is not null and c.stage not in ('met', 'not_wanted', 'closed')""",
    )
