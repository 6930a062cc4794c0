"""What is promised of a team's board, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised
from livingwell.practice.team.locks import COLUMNS, MADE


@promised(1, "open journeys, each on its team's board as it stands")
def every_journey_stands_on_its_board() -> Kept:
    made, kept = f"({MADE})", f"(select {COLUMNS} from team_standing)"
    return asked(
        "select count(*) from holding_hold where ended_at is null",
        f"""select 'journey ' || id || ' is not on its board as it stands'
            from (({made} except {kept}) union ({kept} except {made})) astray ({COLUMNS})""",
    )


@promised(12, "things said in a huddle, each kept among that person's own notes and next steps")
def what_a_huddle_said_is_theirs_to_read() -> Kept:
    return asked(
        "select count(*) from team_said",
        """select 'what was said in huddle turn ' || s.turn_id || ' is not kept with the journey it was said of'
           from team_said s join team_turn t on t.id = s.turn_id
           left join meetings_note n on n.id = s.note_id left join meetings_nextstep x on x.id = s.step_id
           where t.journey_id <> s.journey_id or coalesce(n.journey_id, x.journey_id) is distinct from s.journey_id
              or coalesce(n.person_id, x.person_id) is distinct from s.person_id""",
    )
