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
