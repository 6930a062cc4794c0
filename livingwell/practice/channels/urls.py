"""The channels room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.channels.views import copies, sheets, with_person

urlpatterns = [
    path("people/<uuid:pk>/with/", with_person.with_person, name="with_person"),
    path("people/<uuid:pk>/with/begun/", with_person.begin_sitting, name="begin_sitting"),
    path("people/<uuid:pk>/with/said/", with_person.write_down, name="write_down"),
    path("sittings/<uuid:pk>/done/", with_person.end_sitting, name="end_sitting"),
    path("sittings/done/", with_person.sitting_done, name="sitting_done"),
    path("people/<uuid:pk>/sheets/", sheets.print_sheets, name="print_sheets"),
    path("people/<uuid:pk>/sheets/pdf/", sheets.sheets_pdf, name="sheets_pdf"),
    path("people/<uuid:pk>/copies/", copies.give_copy, name="give_copy"),
    path("sheets/", sheets.sheets_back, name="sheets_back"),
    path("sheets/introductions/new/", sheets.print_introduction_sheet, name="print_introduction_sheet"),
    path("sheets/<uuid:pk>/", sheets.type_in_sheet, name="type_in_sheet"),
    path("sheets/<uuid:pk>/print/", sheets.print_sheet, name="print_sheet"),
    path("sheets/<uuid:pk>/pdf/", sheets.sheet_pdf, name="sheet_pdf"),
]
