"""Is this an e-mail address?"""

import re

_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~\-]{1,64}@(?:[A-Za-z0-9\-]{1,63}\.){1,8}[A-Za-z]{2,63}")


def read_email(cell: str) -> tuple[str, str]:
    """The first e-mail address in the cell ("" if none), and what was mended or left out, in plain words."""
    if not cell.strip():
        return "", ""
    found = [m[0].strip(".'") for m in _EMAIL.finditer(cell)]
    if not found:
        squeezed = _EMAIL.fullmatch("".join(cell.split()))
        if squeezed:
            return squeezed[0], f"“{cell[:80]}” read as {squeezed[0]}"
        return "", f"“{cell[:80]}” is not an e-mail address; left out"
    if len(found) > 1:
        return found[0], f"holds {len(found)} addresses; the first was taken, left out: {', '.join(found[1:6])}"
    return found[0], "" if found[0] == cell.strip() else f"“{cell[:80]}” read as {found[0]}"
