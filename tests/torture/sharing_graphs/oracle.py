"""Who may see what, written from promises 5 and 6 of the design and the rooms' READMEs, by somebody who did not look at
`rules.py`. Where those are silent, the reading taken is said in this folder's README.
"""

from __future__ import annotations

from uuid import UUID

from tests.torture.sharing_graphs.world import Graph, Somebody, Thing


class Eyes:
    """What one viewer sees in one graph."""

    def __init__(self, graph: Graph, viewer: Somebody) -> None:
        self.graph, self.me = graph, viewer
        me = viewer.id
        #: Whose open journey they hold, or a team of theirs does where the person is no colleague in it.
        self.holding = {
            hold.person
            for hold in graph.holds
            if hold.holder == me or (hold.team in viewer.works_in and not hold.apart)
        }
        self.let_in: dict[str, set[UUID]] = {}
        self.knows_of: set[UUID] = set()
        for let in graph.lets:
            if let.live and self._received(let.person, let.to, let.team):
                self.let_in.setdefault(let.part, set()).add(let.person)
                self.knows_of.add(let.person)
        for opened in graph.openings:
            if opened.live and opened.by == me and viewer.works:
                self.let_in.setdefault(opened.part, set()).add(opened.person)
                self.knows_of.add(opened.person)
        self.asked_to_hold = {person for person, worker in graph.offers if worker == me and viewer.works}

    def _received(self, person: UUID, to: UUID | None, team: UUID | None) -> bool:
        return team in self.me.works_in if to is None else to == self.me.id and self.still_knows(person)

    def still_knows(self, person: UUID) -> bool:
        """Whoever has left work here keeps nothing that came to them as a worker; a friend stays a friend."""
        return not self.me.has_left or (person, self.me.id) in self.graph.ties

    def sees(self, thing: Thing) -> bool:
        """Whether this row is theirs to see."""
        own = thing.person == self.me.id
        answer: bool = getattr(self, f"_{thing.model.lower()}")(thing, own)
        return answer

    def reaches(self, person: UUID) -> bool:
        """Whether they see how to reach somebody: the person, and those the holding needs it for."""
        return person == self.me.id or person in self.holding

    # -- holding opens what the holding needs --------------------------------------------------------------------------

    def _needed_to_hold(self, thing: Thing, own: bool) -> bool:
        return own or thing.person in self.holding

    _journey = _attempt = _note = _heldback = _talktoday = _calledon = _connection = _connectionstep = _needed_to_hold
    _copy = _message = _chosenway = _reminded = _needed_to_hold

    def _visit(self, thing: Thing, own: bool) -> bool:
        """A worker out alone is seen by their team."""
        return own or thing.facts["team"] in self.me.works_in

    def _worry(self, thing: Thing, own: bool) -> bool:
        """Of whom it is about, never by them; whoever raised it reads it while they work here. No graph names a
        safeguarding lead, or a lead of the place."""
        return not own and thing.facts["by"] == self.me.id and self.me.works

    def _worryentry(self, thing: Thing, own: bool) -> bool:
        return False

    def _toldthem(self, thing: Thing, own: bool) -> bool:
        return own

    def _supervision(self, thing: Thing, own: bool) -> bool:
        """The two alone, while they work here."""
        return self.me.id in (thing.person, thing.facts["supervisor"]) and self.me.works

    _supervisionnote = _supervision

    def _noticed(self, thing: Thing, own: bool) -> bool:
        return thing.facts["team"] in self.me.works_in

    def _ofmyself(self, thing: Thing, own: bool) -> bool:
        """Somebody's own; their colleagues'; and, where they said so, of whoever they hold by name."""
        if own or not thing.facts["standing"]:
            return own
        holds_me = any(hold.person == self.me.id and hold.holder == thing.person for hold in self.graph.holds)
        colleague = bool(self.graph.people[thing.person].works_in & self.me.works_in)
        return colleague or (thing.facts["people"] and holds_me)

    def _calendarfeed(self, thing: Thing, own: bool) -> bool:
        return own and self.me.works

    _turn = _said = _needed_to_hold

    def _person(self, thing: Thing, own: bool) -> bool:
        return self._needed_to_hold(thing, own) or thing.person in self.knows_of | self.asked_to_hold

    def _hold(self, thing: Thing, own: bool) -> bool:
        """The hold there is now; who held before is history, and comes with the journey."""
        return own or (thing.facts["now"] and thing.person in self.holding)

    def _standing(self, thing: Thing, own: bool) -> bool:
        """How a journey stands, for the board: a worker's page, and not the person's."""
        return thing.person in self.holding

    def _heldbackwords(self, thing: Thing, own: bool) -> bool:
        return not own and thing.person in self.holding

    def _draft(self, thing: Thing, own: bool) -> bool:
        return thing.facts["by"] == self.me.id and thing.person in self.holding

    def _nextstep(self, thing: Thing, own: bool) -> bool:
        return self._needed_to_hold(thing, own) or (thing.facts["promiser"] == self.me.id and self.me.works)

    def _handover(self, thing: Thing, own: bool) -> bool:
        return thing.person in self.holding or (thing.facts["to"] == self.me.id and self.me.works)

    def _ending(self, thing: Thing, own: bool) -> bool:
        return self._needed_to_hold(thing, own) or (self.me.id in thing.facts["said_by"] and self.me.works)

    # -- by a share, part by part --------------------------------------------------------------------------------------

    def _let_into(self, thing: Thing, part: str) -> bool:
        return thing.person in self.let_in.get(part, ())

    def _told_when_met(self, thing: Thing, own: bool) -> bool:
        return self._needed_to_hold(thing, own) or self._let_into(thing, "meetings")

    _meeting = _answer = _correction = _askedagain = _letter = _told_when_met

    def _introduction(self, thing: Thing, own: bool) -> bool:
        return self._needed_to_hold(thing, own) or self._let_into(thing, "introduction")

    _addition = _introduction

    def _introducer(self, thing: Thing, own: bool) -> bool:
        if own:
            return bool(thing.facts["open"])
        wrote_it = thing.facts["by"] == self.me.id and self.still_knows(thing.person)
        return thing.person in self.holding or wrote_it

    def _samepersonhint(self, thing: Thing, own: bool) -> bool:
        return thing.facts["team"] in self.me.works_in and not own and thing.facts["other"] != self.me.id

    def _story(self, thing: Thing, own: bool) -> bool:
        return own or self._let_into(thing, "story")

    def _entry(self, thing: Thing, own: bool) -> bool:
        return own or (thing.facts["told"] and self._let_into(thing, "story")) or self._in_this_sitting(thing)

    _enclosure = _entry

    def _wording(self, thing: Thing, own: bool) -> bool:
        """Earlier wordings are the person's alone, and a worker's who has just replaced them for the person."""
        return own or self._in_this_sitting(thing)

    def _plan(self, thing: Thing, own: bool) -> bool:
        return own or self._let_into(thing, "plan")

    def _planitem(self, thing: Thing, own: bool) -> bool:
        return own or (thing.facts["standing"] and self._let_into(thing, "plan")) or self._in_this_sitting(thing)

    _review = _planitem

    def _planbefore(self, thing: Thing, own: bool) -> bool:
        """What the person wrote over or took out: their own; read out to somebody without an account."""
        return own or (self._let_into(thing, "plan") and self._on_paper(thing))

    def _gpcopy(self, thing: Thing, own: bool) -> bool:
        """Whoever entered it for them prints it, while they hold and are let in."""
        entered = thing.facts["by"] == self.me.id and thing.person in self.holding and self._let_into(thing, "plan")
        return own or entered

    def _step(self, thing: Thing, own: bool) -> bool:
        took_it = thing.facts["taker"] == self.me.id and self.still_knows(thing.person)
        return self._planitem(thing, own) or (thing.facts["standing"] and took_it)

    def _suggestion(self, thing: Thing, own: bool) -> bool:
        made_it = thing.facts["by"] == self.me.id and self.still_knows(thing.person)
        reads_out = not thing.facts["answered"] and self._let_into(thing, "plan") and thing.person in self.holding
        return own or made_it or reads_out

    def _stayingsafe(self, thing: Thing, own: bool) -> bool:
        return own or self._let_into(thing, "staying_safe")

    def _safeitem(self, thing: Thing, own: bool) -> bool:
        let_in = thing.facts["standing"] and self._let_into(thing, "staying_safe")
        return own or let_in or self._in_this_sitting(thing)

    def _chance(self, thing: Thing, own: bool) -> bool:
        """Whoever the person takes it together with reads it, for as long as it stands there."""
        asked = thing.facts["beside"] == self.me.id and self.still_knows(thing.person)
        return self._safeitem(thing, own) or (thing.facts["standing"] and asked)

    def _safebefore(self, thing: Thing, own: bool) -> bool:
        return own or (self._let_into(thing, "staying_safe") and self._on_paper(thing))

    def _in_this_sitting(self, thing: Thing) -> bool:
        """`hand` is the worker who wrote it down, or took it out, within the hour, and nobody else changed it since;
        until they say that they are done."""
        at_hand = thing.facts["hand"] == self.me.id and (thing.person, self.me.id) not in self.graph.closed
        return at_hand and thing.person in self.holding

    # -- who sees what -------------------------------------------------------------------------------------------------

    def _on_paper(self, thing: Thing) -> bool:
        return thing.person in self.holding and not self.graph.people[thing.person].has_account

    def _share(self, thing: Thing, own: bool) -> bool:
        return own or self._received(thing.person, thing.facts["to"], thing.facts["team"]) or self._on_paper(thing)

    def _circletie(self, thing: Thing, own: bool) -> bool:
        return own or thing.facts["supporter"] == self.me.id or self._on_paper(thing)

    #: What a circle told the team, and which decisions were talked through: the person's, and of those who hold.
    _wordtoteam = _understanding = _needed_to_hold

    def _opening(self, thing: Thing, own: bool) -> bool:
        opened_it = thing.facts["by"] == self.me.id and self.me.works
        return own or opened_it or self.me.is_privacy_lead

    def _sitting(self, thing: Thing, own: bool) -> bool:
        """The person, and whoever sat with them."""
        return own or thing.facts["by"] == self.me.id

    def _sheet(self, thing: Thing, own: bool) -> bool:
        """A form printed for somebody; a blank introduction is nobody's yet, and for whoever works there."""
        return self.me.works if thing.facts["nobodys"] else self._needed_to_hold(thing, own)

    def _request(self, thing: Thing, own: bool) -> bool:
        """What somebody asks of us, what a court needs kept, and what is destroyed: theirs, and the privacy lead's."""
        return own or self.me.is_privacy_lead

    _legalhold = _destruction = _request

    def _wholecopy(self, thing: Thing, own: bool) -> bool:
        """Theirs alone; the privacy lead hands over what answers a request of somebody without an account."""
        no_account = not self.graph.people[thing.person].has_account
        return own or (self.me.is_privacy_lead and no_account and thing.facts["handed_over"])

    def _look(self, thing: Thing, own: bool) -> bool:
        return own or thing.facts["by"] == self.me.id
