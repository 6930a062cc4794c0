"""Forms on paper: printed with a reference, and typed in when they come back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import once, throttle
from livingwell.kit.ids import new_id
from livingwell.kit.permission.acts import Refused
from livingwell.kit.permission.doors import door, place_door
from livingwell.kit.secrets.codes import new_code
from livingwell.kit.unsent.keeping import keeping, sent
from livingwell.people.models import Person
from livingwell.people.reads import person_seen
from livingwell.practice.channels import actions, reads
from livingwell.practice.channels.forms import PrintForm, ReferenceForm, form_of
from livingwell.practice.channels.models import Sheet, SheetKind
from livingwell.practice.channels.sheets import blank, blanks_pdf
from livingwell.practice.circle.entering import Channel
from livingwell.practice.circle.known import way_back, whom_they_know
from livingwell.practice.frontdoor.reads import who_holds
from livingwell.practice.holding.models import Journey
from livingwell.practice.holding.views.reach import as_it_is, said_of

#: So many references may be typed at once, and one more each while: a guess leads nowhere, and not often.
TRIES, EACH = 20, timedelta(minutes=1)


@require_http_methods(["GET", "POST"])
@door(Person, "print_sheets")
def print_sheets(request: Any, person: Person) -> HttpResponse:
    """Choose which forms somebody would like; print them, and those that are on their way, again."""
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if once.first_time(request):
            kinds = [SheetKind(kind) for kind in form.cleaned_data["kinds"]]
            actions.print_sheets(person, kinds=kinds, by=request.viewer)
            messages.success(request, _("The forms are ready to print."))
        return redirect("print_sheets", place=request.place.slug, pk=person.pk)
    page = {
        "form": form,
        "person": person,
        "back": way_back(request.place.slug, person.pk, request.viewer),
        "sheets": reads.sheets_of(person.pk, request.viewer),
        "copies": reads.copies_of(person.pk, request.viewer),
    }
    return render(request, "channels/print_sheets.html", page)


@require_GET
@door(Person, "print_sheets")
def sheets_pdf(request: Any, person: Person) -> HttpResponse:
    """All the forms that are on their way to somebody, in one document."""
    return _pdf(request, reads.sheets_of(person.pk, request.viewer))


@require_POST
@place_door("print_introduction_sheet")
def print_introduction_sheet(request: Any) -> HttpResponse:
    """A blank introduction, for somebody we do not know yet."""
    if not once.first_time(request):
        return redirect("sheets_back", place=request.place.slug)
    sheet = actions.print_introduction_sheet(request.place, by=request.viewer)
    return redirect("print_sheet", place=request.place.slug, pk=sheet.pk)


@require_GET
@door(Sheet)
def print_sheet(request: Any, sheet: Sheet) -> HttpResponse:
    """A blank form, to print from the browser."""
    return render(request, "channels/print_sheet.html", {"sheet": sheet, "blank": blank(sheet, request.place)})


@require_GET
@door(Sheet)
def sheet_pdf(request: Any, sheet: Sheet) -> HttpResponse:
    """The same as a document."""
    return _pdf(request, [sheet])


def _pdf(request: Any, sheets: Sequence[Sheet]) -> HttpResponse:
    made = blanks_pdf(sheets, request.place)
    return HttpResponse(
        made, content_type="application/pdf", headers={"Content-Disposition": 'inline; filename="forms.pdf"'}
    )


@require_http_methods(["GET", "POST"])
@place_door("work_here")
def sheets_back(request: Any) -> HttpResponse:
    """Something has come back: its reference leads to the person and the form. Which of the reasons it does not, is not
    told."""
    form = ReferenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not throttle.take("sheet reference", str(request.viewer.id), burst=TRIES, each=EACH):
            form.add_error("reference", _("That was a lot of tries. Please wait a few minutes, then try again."))
            return _ask_reference(request, form, 429)
        sheet = reads.sheet_called(form.cleaned_data["reference"], request.viewer)
        if sheet is not None:
            throttle.put_back("sheet reference", str(request.viewer.id))
            return redirect("type_in_sheet", place=request.place.slug, pk=sheet.pk)
        form.add_error(
            "reference",
            _("No form of your teams waits under this reference. It may have been typed in already, or be too old."),
        )
    return _ask_reference(request, form)


def _ask_reference(request: Any, form: ReferenceForm, status: int = 200) -> HttpResponse:
    page = {"form": form, "sheets": reads.sheets_on_their_way(request.viewer)}
    return render(request, "channels/sheets_back.html", page, status=status)


@require_http_methods(["GET", "POST"])
@door(Sheet, also=("type_in_sheet",))
def type_in_sheet(request: Any, sheet: Sheet) -> HttpResponse:
    """What stands on it, as the person wrote it. Once: afterwards it leads to their copy."""
    if not sheet.may_type_in_sheet:  # type: ignore[attr-defined]
        return _typed_in_before(request, sheet)
    kind, person = SheetKind(sheet.kind), _person(request, sheet)
    known = whom_they_know(person.pk, request.viewer) if person and kind == SheetKind.SHARE else []
    initial = as_it_is(person) if person and kind == SheetKind.REACH else {}
    kept = keeping(request, f"type_in_sheet:{sheet.pk}", about=sheet.person_id)
    form = form_of(kind, request.POST or None, known=known, initial=initial | kept.typed)
    if request.method == "POST" and form.is_valid():
        if not once.first_time(request):
            return _typed_in_before(request, sheet)
        said = said_of(form) if kind == SheetKind.REACH else form.said()
        by = request.viewer.entering_for(sheet.person_id or new_id(), Channel.PAPER)
        try:
            if person is None:
                return _introduced(request, sheet, said, by)
            actions.type_in_sheet(sheet, said=said, by=by)
            sent(request)
        except (actions.CameBackAlready, Refused):
            return _typed_in_before(request, sheet)
        messages.success(request, _("Typed in, in the words of %(name)s.") % {"name": person.name})
        if kind == SheetKind.GOODBYE:
            return redirect("day", place=request.place.slug)
        return redirect("give_copy", place=request.place.slug, pk=person.pk)
    page = {"form": form, "sheet": sheet, "person": person, "asked": list(form.fields), "keeping": kept}
    return render(request, "channels/type_in_sheet.html", page)


def _person(request: Any, sheet: Sheet) -> Person | None:
    return person_seen(request.viewer, sheet.person_id) if sheet.person_id else None


def _typed_in_before(request: Any, sheet: Sheet) -> HttpResponse:
    messages.info(request, _("This form was typed in already, or is too old. Nothing was changed."))
    if sheet.person_id is None or sheet.person_id == request.viewer.id:
        return redirect("sheets_back", place=request.place.slug)
    return redirect("give_copy", place=request.place.slug, pk=sheet.person_id)


def _introduced(request: Any, sheet: Sheet, said: dict[str, Any], by: Any) -> HttpResponse:
    """They are held now. The words that bring them back are shown this once, to be posted or given to them."""
    code = new_code()
    introduction = actions.type_in_sheet(sheet, said=said | {"code": code}, by=by)
    sent(request)
    holder, team = who_holds(introduction)
    journeys = Journey.objects.visible_to(request.viewer).not_shown("whether there is a way on to it")
    page = {
        "introduction": introduction,
        "holder": holder,
        "team": team,
        "code": code.replace("-", " "),
        "name": said["answers"]["name"]["name"],
        "may_open": journeys.filter(pk=introduction.journey_id).exists(),
    }
    return render(request, "frontdoor/entered.html", page)
