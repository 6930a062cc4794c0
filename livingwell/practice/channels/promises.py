"""What is promised of words that came by phone, on paper or on a bench, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(13, "forms that came back on paper, each typed in once, in time, in the person's voice")
def every_sheet_became_their_words() -> Kept:
    return asked(
        "select count(*) from channels_sheet where came_back_at is not null",
        """select 'form ' || s.reference || ' was not typed in, in the person''s voice' from channels_sheet s
           left join kit_event e on e.row_id = s.id and e.act = 'type_in_sheet' and e.by_id = s.came_back_by_id
               and e.channel = 'paper' and e.voice_id is not null
               and (s.person_id is null or e.voice_id = s.person_id)
           where s.came_back_at is not null
           group by s.id having s.came_back_at > s.until or count(e.id) <> 1""",
    )


@promised(13, "copies of what was written down, each given by somebody who says how")
def every_copy_was_given() -> Kept:
    return asked(
        "select count(*) from channels_copy",
        """select 'copy ' || c.id || ' was given by nobody' from channels_copy c
           where not exists (select from kit_event e where e.row_id = c.id and e.act = 'give_copy'
                             and e.by_id = c.given_by_id and e.about_id = c.person_id)""",
    )
