"""What is promised of messages, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(13, "messages somebody told a worker, each saying how, with who wrote it down")
def what_was_told_says_how() -> Kept:
    return asked(
        "select count(*) from messages_room_message where side = 'theirs'",
        """select 'message ' || id || ' does not say how it was told' from messages_room_message
           where side = 'theirs' and written_by_id <> person_id and (channel = '' or written_by_name = '')""",
    )


@promised(6, "messages of the team, told outside the platform only by a way the person chose")
def nothing_leaves_unasked() -> Kept:
    return asked(
        "select count(*) from messages_room_message where side = 'ours'",
        """select 'message ' || m.id || ' was told outside, and nobody chose that' from messages_room_message m
           where m.told in ('email', 'email_words', 'text')
           and not exists (select from messages_room_chosenway w where w.person_id = m.person_id)""",
    )
