"""Who may? - for a person's story. They write it; a share lets others read what is finished and not kept back."""

from django.db.models import Exists, OuterRef, Q

from livingwell.kit import clock
from livingwell.kit.permission.rules import Rule, allow, widen
from livingwell.people.models import Person
from livingwell.people.own_things import keeps_own_things
from livingwell.practice.circle.entering import SITTING
from livingwell.practice.circle.models import Part
from livingwell.practice.circle.rules import at_hand, own, sat_since, shared
from livingwell.practice.holding.rules import held, voiced
from livingwell.practice.story.models import Enclosure, Entry, Story, Wording

by_share = shared(Part.STORY)
#: A draft, what was taken back, and what is kept for themselves alone is opened to nobody.
told = Rule(lambda who: Q(finished_at__isnull=False, kept_at=None, taken_back_at=None))
told_to_them = by_share & told
#: What a worker who holds has just written down, taken back or kept back for them. The README says why.
in_this_sitting = at_hand("written", "kept", "taken_back") & held()
#: The words that a worker who holds has just replaced for them: they had them in front of them, and may put them back.
replaced_in_this_sitting = (
    Rule(
        lambda who: Q(replaced_by_id=who.id, replaced_at__gt=clock.now() - SITTING) & ~sat_since(who, "replaced"),
        "they changed it for you just now",
    )
    & held()
)

allow(Story, read=own | by_share)
allow(
    Entry,
    read=own | told_to_them | in_this_sitting,
    change_entry=voiced(),
    enclose=voiced(),
    finish_entry=voiced(),
    take_back_entry=voiced(),
    put_back_entry=voiced(),
    keep_entry_to_myself=voiced(),
    let_entry_be_seen=voiced(),
)
#: Earlier wordings are shown to nobody who was let in: somebody may have changed a line so that it is not read.
allow(Wording, read=own | replaced_in_this_sitting, restore_wording=voiced())
#: Whoever reads an entry sees what goes with it, until it is taken out.
with_what_was_told = by_share & Rule(
    lambda who: Q(taken_out_at=None) & Q(Exists(Entry.unguarded.filter(told.q(who), pk=OuterRef("entry_id"))))
)
allow(
    Enclosure,
    read=own | with_what_was_told | (at_hand("added", "taken_out") & held()),
    describe_enclosure=voiced(),
    take_out_enclosure=voiced(),
    put_back_enclosure=voiced(),
)
widen(Person, begin_story=voiced("pk"), write_entry=voiced("pk"))
keeps_own_things(lambda person: Story.unguarded.filter(person_id=person).exists())
