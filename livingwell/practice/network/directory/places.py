"""Where on the map is it?"""

from .row import RowMender


def read_position(row: RowMender, latitude: object, longitude: object) -> tuple[float | None, float | None]:
    """Latitude and longitude in or near the UK, or neither; two that changed places are put right and noted."""
    north, east = row.line("latitude", latitude), row.line("longitude", longitude)
    if not north and not east:
        return None, None
    try:
        y, x = float(north), float(east)
    except ValueError:
        row.note("position", f"“{north[:20]}, {east[:20]}” is not a place on the map; left out")
        return None, None
    if _near(y, x):
        return round(y, 6), round(x, 6)
    if _near(x, y):
        row.note("position", "latitude and longitude had changed places")
        return round(x, 6), round(y, 6)
    row.note("position", f"“{north[:20]}, {east[:20]}” is not in the UK; left out")
    return None, None


def _near(latitude: float, longitude: float) -> bool:
    return 49.0 <= latitude <= 61.5 and -9.0 <= longitude <= 2.5
