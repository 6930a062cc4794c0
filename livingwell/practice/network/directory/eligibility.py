"""Who is it for, in words?"""

from collections.abc import Callable

from .nested import Piece, pieces
from .row import RowMender


def read_eligibility(row: RowMender, service: Piece) -> str:
    """A line for each thing the feed says about who may come, ages among them, and whom the service is aimed at."""
    lines = [_one(row, item) for item in pieces(service, "eligibilitys", "eligibilities", "eligibility")]
    audience = read_audience(row, service)
    if audience:
        lines.append("Aimed at: " + ", ".join(audience))
    return "\n".join(dict.fromkeys(line for line in lines if line))


def read_ages(row: RowMender, service: Piece) -> tuple[float | None, float | None]:
    """The youngest and the oldest who may come, in years; of several, whoever any of them lets in."""
    items = list(pieces(service, "eligibilitys", "eligibilities", "eligibility"))
    least, most = (
        [_years(row.line("eligibility", item.get(key))) for item in items] for key in ("minimum_age", "maximum_age")
    )
    return _widest(least, min), _widest(most, max)


def _widest(ages: list[float | None], of: Callable[[list[float]], float]) -> float | None:
    said = [age for age in ages if age is not None]
    return of(said) if said and len(said) == len(ages) else None


def read_audience(row: RowMender, service: Piece) -> tuple[str, ...]:
    """The names of the audiences; "Low Income>Unemployed" is "Low Income: Unemployed"."""
    names = (row.line("audience", item.get("audienceType")) for item in pieces(service, "pc_targetAudience"))
    return tuple(dict.fromkeys(": ".join(p.strip() for p in name.split(">") if p.strip()) for name in names if name))


def _one(row: RowMender, item: Piece) -> str:
    words = row.line("eligibility", item.get("eligibility"))
    least, most = (_age(row.line("eligibility", item.get(key))) for key in ("minimum_age", "maximum_age"))
    ages = ""
    if least and most:
        ages = f"aged {least} to {most}"
    elif least:
        ages = f"aged {least} and over"
    elif most:
        ages = f"aged up to {most}"
    return f"{words}, {ages}" if words and ages else words or ages.capitalize()


def _age(written: str) -> str:
    age = _years(written)
    return "" if age is None else f"{age:g}"


def _years(written: str) -> float | None:
    try:
        age = float(written)
    except ValueError:
        return None
    return age if 0 < age < 120 else None
