"""Which rows say the same thing twice?"""

from .outcomes import Left, Outcome, Taken


def settle(outcomes: list[Outcome]) -> tuple[Outcome, ...]:
    """The same outcomes with one record for each identity: the first stays, later ones are left with the reason."""
    first: dict[str, Taken] = {}
    settled: list[Outcome] = []
    for outcome in outcomes:
        if isinstance(outcome, Left):
            settled.append(outcome)
            continue
        earlier = first.setdefault(outcome.record.source_id, outcome)
        settled.append(outcome if earlier is outcome else _again(outcome, earlier))
    return tuple(settled)


def _again(later: Taken, earlier: Taken) -> Left:
    name, row = later.record.name, later.row
    if later.record.fingerprint == earlier.record.fingerprint:
        return Left(row, f"row {row} says the same as row {earlier.row}", name)
    if later.record.source_id.startswith("name-"):
        what = "has the same name and postcode as"
        advice = "; if they are two supports, give one another name"
    else:
        what, advice = "has the same id as", ""
    return Left(row, f"row {row} {what} row {earlier.row} but says other things{advice}", name)
