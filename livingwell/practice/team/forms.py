"""Forms of the team room: only what filters."""

from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import KitForm, Line, LineField


class BoardFilter(KitForm):
    """Part of a name."""

    mark_optional = False

    q = LineField(
        label=_("Name"),
        required=False,
        max_length=120,
        widget=Line(attrs={"type": "search", "autocomplete": "off"}),
    )
