"""The messages room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.messages.views import calendars, writing

urlpatterns: list[URLPattern] = [
    path("messages/", writing.messages, name="messages"),
    path("journeys/<uuid:pk>/messages/", writing.write_message, name="write_message"),
    path("journeys/<uuid:pk>/messages/theirs/", writing.enter_message, name="enter_message"),
    path("messages/<uuid:pk>/heard/", writing.hear_message, name="hear_message"),
    path("messages/<uuid:pk>/print/", writing.print_message, name="print_message"),
    path("people/<uuid:pk>/messages-by/", writing.choose_way, name="choose_way"),
    path("reminders/<uuid:pk>/ended/", writing.end_reminders, name="end_reminders"),
    path("reminders/<str:code>/", calendars.reminder, name="reminder"),
    path("meetings/<uuid:pk>/calendar/", calendars.meeting_calendar, name="meeting_calendar"),
    path("calendar/", calendars.calendar, name="calendar"),
    path("calendar/<uuid:pk>/ended/", calendars.end_feed, name="end_feed"),
    path("calendar/<str:secret>/meetings.ics", calendars.calendar_feed, name="calendar_feed"),
]
