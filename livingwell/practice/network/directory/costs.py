"""What does it cost, in words?"""

from .days import day_in_words, read_day
from .nested import Piece, pieces
from .row import RowMender


def read_cost(row: RowMender, service: Piece) -> str:
    """The `fees` text and a line for each cost option: "Concessions: £2.50 per session", "Free"."""
    lines = [row.text("cost", service.get("fees"))]
    lines += [_option(row, option) for option in pieces(service, "cost_options", "costOptions")]
    return "\n".join(dict.fromkeys(line for line in lines if line))


def _option(row: RowMender, option: Piece) -> str:
    label = row.line("cost", option.get("option"))
    per = row.line("cost", option.get("amount_description"))
    amount = _money(row.line("cost", option.get("amount")))
    until = read_day(row.line("cost", option.get("valid_to")))
    if amount == "Free" and (label or per):  # An amount of 0 is often only a field nobody filled: the words decide.
        amount = "" if per else amount
    what = " ".join(part for part in (amount, per) if part)
    said = f"{label}: {what}" if label and what else label or what
    return f"{said} (until {day_in_words(until)})" if said and until else said


def _money(written: str) -> str:
    try:
        amount = float(written.replace("£", "").replace(",", ""))
    except ValueError:
        return written
    if amount == 0:
        return "Free"
    if not 0 < amount < 1_000_000:
        return written
    return f"£{amount:.0f}" if amount == int(amount) else f"£{amount:.2f}"
