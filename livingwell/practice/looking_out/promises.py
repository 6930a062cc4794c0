"""What is promised of worries, asked of live data."""

from livingwell.kit.promises import Kept, asked, promised


@promised(6, "worries, none of which the record tells as somebody's own before they were told")
def a_worry_names_nobody() -> Kept:
    return asked(
        "select count(*) from looking_out_worry",
        """select 'worry ' || w.id || ' is told as theirs' from looking_out_worry w
           join kit_event e on e.row_id = w.id and e.about_id is not null""",
    )
