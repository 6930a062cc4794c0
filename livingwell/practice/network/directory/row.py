"""How does one raw value of a row become a clean field, and what do we say about it?"""

from dataclasses import dataclass, field

from .emails import read_email
from .mending import Mended, mend_line, mend_text
from .outcomes import Mend
from .phones import read_phones
from .postcodes import find_postcode, normalise_postcode
from .records import Phone
from .webs import read_web_address

# What people write in a cell to say that there is nothing.
_EMPTY_WORDS = "null none nil nan n/a na #n/a undefined unknown tbc tba - -- – — . ? [] {}"
_NOTHING = frozenset(_EMPTY_WORDS.split())


@dataclass(slots=True)
class RowMender:
    """Cleans a row's values one by one and collects what it did, in order, in `mends`."""

    mends: list[Mend] = field(default_factory=list)

    def note(self, name: str, *what: str) -> None:
        """Remember what was done to a field, each thing once."""
        for words in what:
            mend = Mend(name, words)
            if words and mend not in self.mends:
                self.mends.append(mend)

    def raw(self, name: str, value: object) -> str:
        """The value as a string; numbers are written out, anything else that is not text is left out and noted."""
        if value is None or value == "" or value == [] or value == {}:
            return ""
        if isinstance(value, str):
            if value.strip().casefold() in _NOTHING:
                self.note(name, f"“{value.strip()}” read as empty")
                return ""
            return value
        if isinstance(value, int | float) and not isinstance(value, bool):
            return str(value)
        self.note(name, "is not text; left out")
        return ""

    def line(self, name: str, value: object, joiner: str = " ") -> str:
        """One clean line."""
        return self._kept(name, mend_line(self.raw(name, value), joiner))

    def text(self, name: str, value: object) -> str:
        """Clean paragraphs."""
        return self._kept(name, mend_text(self.raw(name, value)))

    def _kept(self, name: str, mended: Mended) -> str:
        self.note(name, *mended.what)
        if mended.text.casefold() in _NOTHING:
            return ""
        return mended.text

    def url(self, name: str, value: object) -> str:
        """An address we may link to, or ""."""
        web = read_web_address(self.line(name, value))
        self.note(name, web.mend)
        return web.url

    def url_or_email(self, name: str, value: object) -> tuple[str, str]:
        """A web address, or the e-mail address that somebody put in its place."""
        line = self.line(name, value)
        web = read_web_address(line)
        email = "" if web.url else read_email(line)[0]
        self.note(name, "holds an e-mail address; taken as the e-mail" if email else web.mend)
        return web.url, email

    def email(self, name: str, value: object) -> str:
        """One e-mail address, or ""."""
        email, mend = read_email(self.line(name, value))
        self.note(name, mend)
        return email

    def phones(self, name: str, value: object) -> tuple[Phone, ...]:
        """Every number in the value; a whole number that lost its leading 0 in a spreadsheet gets it back."""
        line = self.line(name, value, joiner=" / ")
        if line.isascii() and line.isdigit() and len(line) == 10 and line[0] in "1237":
            self.note(name, "the 0 that a spreadsheet took off was put back")
            line = "0" + line
        phones, mends = read_phones(line)
        self.note(name, *mends)
        return phones

    def place(self, address: object, postcode: object) -> tuple[str, str]:
        """Address and postcode, each in its own field; a postcode that is none stays in the address as written."""
        where, code = self.line("address", address, joiner=", "), self.line("postcode", postcode)
        inside = find_postcode(where)
        proper = normalise_postcode(code)
        if code and not proper:
            found = find_postcode(code)
            if found:
                self.note("postcode", f"“{code[:60]}” read as {found.postcode}")
                proper = found.postcode
            else:
                self.note("postcode", f"“{code[:60]}” has not the shape of a UK postcode; kept with the address")
                if code not in where:
                    where = f"{where}, {code}" if where else code
        elif code and _letters(code) != _letters(proper):
            self.note("postcode", f"“{code}” read as {proper}")
        if inside and not proper:
            self.note("postcode", f"{inside.postcode} found in the address")
            return (inside.rest if not code else where), inside.postcode
        if inside and inside.postcode == proper:
            return inside.rest, proper
        if inside:
            self.note("postcode", f"the address says {inside.postcode}, the postcode field {proper}; both kept")
        return where, proper


def _letters(text: str) -> str:
    return "".join(c for c in text.upper() if c.isalnum())
