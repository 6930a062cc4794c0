"""What is asked when a worker is with somebody, or types in what came back on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from livingwell.kit.forms import ChoiceField, KitForm, LineField, ManyChoiceField, Select, TickField, WordsField
from livingwell.kit.forms.widgets import Words
from livingwell.practice.channels.models import OF_A_PERSON, CopyHow, SheetKind
from livingwell.practice.circle.forms import HowLong, ShareForm
from livingwell.practice.circle.known import Known
from livingwell.practice.frontdoor.desk_form import DeskForm
from livingwell.practice.frontdoor.models import ForWhom
from livingwell.practice.holding.forms import EnteredReachForm, GoodbyeForm
from livingwell.practice.plan.models import ItemKind, SafeKind
from livingwell.practice.story.forms import EntryForm

#: What a page of a story holds, typed in; and a box of a plan.
A_PAGE, A_BOX = 40_000, 8_000


class PrintForm(KitForm):
    """Which blank forms somebody would like to have on paper."""

    kinds = ManyChoiceField(
        label=_("Which forms would they like?"),
        choices=[(kind.value, kind.label) for kind in OF_A_PERSON],
        error_messages={"required": _("Please choose at least one form.")},
    )


class ReferenceForm(KitForm):
    """The letters and figures at the top of a form."""

    mark_optional = False
    reference = LineField(
        label=_("The reference on the form"),
        help_text=_("Like: K7MQ-3XWP. Capitals and spaces do not matter."),
        error_messages={"required": _("Please type the reference from the top of the form.")},
    )


class CopyForm(KitForm):
    """How the person gets their copy. By post only where they have said that a letter is safe."""

    how = ChoiceField(label=_("How did they get it?"), choices=CopyHow.choices)

    def __init__(self, *args: Any, may_post: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["how"]
        field.choices = [(how.value, how.label) for how in CopyHow if may_post or how != CopyHow.POST]


class Where(models.TextChoices):
    """Where words go that somebody says on the phone or on a bench."""

    STORY = "story", _("My story")
    STEP = "step", _("My plan: a step")


class SayForm(KitForm):
    """One thing that somebody says, and where it belongs."""

    where = ChoiceField(label=_("Where does it belong?"), choices=(), widget=Select())
    words = WordsField(
        label=_("Their words"),
        max_length=A_BOX,
        error_messages={"required": _("There is nothing here yet. Write down what they say.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan = [(f"plan:{kind.value}", kind.label) for kind in ItemKind]
        safe = [(f"safe:{kind.value}", kind.label) for kind in SafeKind]
        field: Any = self.fields["where"]
        field.choices = [
            ("", _("Choose")),
            (Where.STORY.value, Where.STORY.label),
            (_("My plan"), [*plan, (Where.STEP.value, _("A step"))]),
            (_("Staying safe"), safe),
        ]


# -- What came back ----------------------------------------------------------------------------------------------------


class IntroductionSheetForm(DeskForm):
    """A form that lay on a table at a hub, filled in by somebody we do not know yet."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"]  # it came on paper

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        given = self.cleaned_data
        return {
            "for_whom": ForWhom(given["for_whom"]),
            "answers": self.answers(),
            "talk_today": given["talk_today"],
        }


class StorySheetForm(EntryForm):
    """A page of a story."""

    field_order = ("heading", "words", "keep")
    keep = TickField(label=_("They want to keep this one to themselves"))

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        return {name: self.cleaned_data[name] for name in ("heading", "words", "keep")}


def _box(label: Any, *, rows: int = 3) -> WordsField:
    return WordsField(label=label, required=False, max_length=A_BOX, widget=Words(attrs={"rows": rows}))


class _Boxes(KitForm):
    """Boxes of which any may have stayed empty, but not all."""

    mark_optional = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in self.fields):
            self.add_error(next(iter(self.fields)), _("There is nothing here yet. Type in what stands on the form."))
        return cleaned


class PlanSheetForm(_Boxes):
    """The boxes of a plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {kind.value: _box(kind.label) for kind in ItemKind}
        self.fields |= {
            "steps": _box(_("Steps I will take")),
            "back": _box(_("Looking back")),
            "forward": _box(_("Looking forward")),
        }

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        return dict(self.cleaned_data)


class StayingSafeSheetForm(_Boxes):
    """The boxes of staying safe, and whom to ring."""

    TO_RING = 3

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= {kind.value: _box(kind.label) for kind in SafeKind}
        for nth in range(1, self.TO_RING + 1):
            self.fields[f"who_{nth}"] = LineField(label=_("Who to ring"), required=False, max_length=200)
            self.fields[f"number_{nth}"] = LineField(label=_("Their number"), required=False, max_length=60)

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        given = self.cleaned_data
        pairs = [(given[f"who_{nth}"], given[f"number_{nth}"]) for nth in range(1, self.TO_RING + 1)]
        boxes = {kind.value: given[kind.value] for kind in SafeKind}
        return boxes | {"to_ring": [(who or number, number) for who, number in pairs if who or number]}


class ShareSheetForm(ShareForm):
    """Who may see what, as ticked on paper; or that all sharing shall end."""

    field_order = ("end_all", "to", "what", "how_long")
    end_all = TickField(label=_("They want all their sharing to end now"))
    to = ChoiceField(label=_("Who would they like to let in?"), choices=(), required=False)
    what = ManyChoiceField(label=_("What may they see?"), choices=ShareForm.base_fields["what"].choices, required=False)  # type: ignore[attr-defined]
    how_long = ChoiceField(label=_("For how long?"), choices=HowLong.choices, initial=HowLong.QUARTER, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        wants = [name for name in ("to", "what") if cleaned.get(name)]
        if not cleaned.get("end_all") and not wants:
            self.add_error("to", _("Please say whom they let in, or that all sharing ends."))
        elif len(wants) == 1:
            self.add_error("what" if wants == ["to"] else "to", _("Please choose both who, and what."))
        return cleaned

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        given = self.cleaned_data
        return {
            "end_all": given["end_all"],
            "what": given["what"],
            "to": self.known[given["to"]] if given["to"] else None,
            "lasts": timedelta(days=int(given["how_long"] or HowLong.QUARTER)),
        }


class ReachSheetForm(EnteredReachForm):
    """How they may be reached, as they wrote it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"]


class GoodbyeSheetForm(GoodbyeForm):
    """Their own word that this journey ends."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["channel"]

    def said(self) -> dict[str, Any]:
        """As the act asks."""
        return {"kind": self.cleaned_data["kind"], "words": self.cleaned_data["words"]}


FORMS: dict[SheetKind, type[Any]] = {
    SheetKind.INTRODUCTION: IntroductionSheetForm,
    SheetKind.STORY: StorySheetForm,
    SheetKind.PLAN: PlanSheetForm,
    SheetKind.STAYING_SAFE: StayingSafeSheetForm,
    SheetKind.SHARE: ShareSheetForm,
    SheetKind.REACH: ReachSheetForm,
    SheetKind.GOODBYE: GoodbyeSheetForm,
}


def form_of(kind: SheetKind, data: Any, *, known: list[Known], initial: dict[str, Any]) -> Any:
    """The form for what came back."""
    rest: dict[str, Any] = {"known": known} if kind == SheetKind.SHARE else {}
    return FORMS[kind](data, initial=initial, **rest)
