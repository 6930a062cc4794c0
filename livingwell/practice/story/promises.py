"""What is promised of stories, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised
from livingwell.practice.circle.breaches import by_nobody_who_may, looked_at_unshared
from livingwell.practice.story.models import EnclosureSlice


@promised(4, "entries of stories, each written by the person or entered in their voice")
def every_entry_is_theirs() -> Kept:
    return asked("select count(*) from story_entry", by_nobody_who_may("story_entry", "entry"))


@promised(6, "looks at a story, each by a share or an opening that was in force")
def stories_open_by_a_share_alone() -> Kept:
    return asked("select count(*) from circle_look where what = 'story'", looked_at_unshared("story"))


@promised(12, "entries of stories, each with every version that was saved before")
def every_version_is_kept() -> Kept:
    return asked(
        "select count(*) from story_entry",
        """select 'entry ' || e.id || ' has lost version ' || v.version
           from story_entry e cross join lateral generate_series(1, e.version - 1) v(version)
           where not exists (select from story_wording w where w.entry_id = e.id and w.version = v.version)""",
    )


@promised(4, "pictures and sounds, each added by the person or in their voice")
def every_enclosure_is_theirs() -> Kept:
    return asked(
        "select count(*) from story_enclosure",
        """select 'enclosure ' || e.id || ' was added by somebody else' from story_enclosure e
           where e.added_by_id <> e.person_id and not exists (
               select from kit_event v where v.row_id = e.id and v.act = 'enclose' and v.by_id = e.added_by_id
               and v.voice_id = e.person_id and v.channel <> '')""",
    )


@promised(12, "pictures and sounds, each whole")
def every_enclosure_is_whole() -> Kept:
    return asked(
        "select count(*) from story_enclosure",
        f"""select 'enclosure ' || e.id || ' lacks a slice' from story_enclosure e
           where (select count(*) from story_enclosureslice s where s.enclosure_id = e.id)
                 <> (e.size + {EnclosureSlice.SIZE - 1}) / {EnclosureSlice.SIZE}""",
    )
