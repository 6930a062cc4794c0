"""Calendar files: of one meeting, for whoever may read it; and a worker's feed, at an address that is a secret."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from livingwell.kit import addresses, clock, once
from livingwell.kit.calendars import CalendarEvent, as_calendar, calendar_file
from livingwell.kit.database.speaking import speaking
from livingwell.kit.permission.doors import door, open_door, place_door
from livingwell.kit.throttle import address_of, take
from livingwell.kit.viewers import Errand
from livingwell.practice.holding.views.pressing import pressed
from livingwell.practice.meetings.models import Meeting
from livingwell.practice.messages import actions
from livingwell.practice.messages.actions.feeds import hash_of
from livingwell.practice.messages.actions.reminding import BY_LINK
from livingwell.practice.messages.actions.reminding import hash_of as hash_of_link
from livingwell.practice.messages.models import CalendarFeed
from livingwell.practice.messages.reads import chosen_by_link, feed_of, meetings_of_feed

READING = Errand("a calendar reads its feed")


@require_GET
@door(Meeting)
def meeting_calendar(request: Any, meeting: Meeting) -> HttpResponse:
    """One meeting for one's own calendar: when, and with whom; where only if asked for: others may see it."""
    themselves = meeting.person_id == request.viewer.id
    event = CalendarEvent(
        key=str(meeting.pk),
        begins=meeting.planned_for,
        summary=meeting.led_by_name if themselves else str(_("Meeting")),
        where=meeting.where if request.GET.get("where") else "",
        url=addresses.whole("meeting", place=request.place.slug, pk=str(meeting.pk)),
    )
    text = as_calendar([event], named=_("Meetings"), written_at=clock.now())
    return calendar_file(text, named="meeting")


@require_http_methods(["GET", "POST"])
@place_door("make_feed")
def calendar(request: Any) -> HttpResponse:
    """My calendar feed: made, made anew, or ended. Its address is shown once."""
    address = ""
    if request.method == "POST" and once.first_time(request):
        secret = actions.make_feed(request.place, by=request.viewer)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[request.place.slug, secret]))
        messages.success(request, _("Made. This address is shown once: please copy it now."))
    return render(request, "messages/calendar.html", {"feed": feed_of(request.viewer), "address": address})


@require_POST
@door(CalendarFeed, "end_feed")
def end_feed(request: Any, feed: CalendarFeed) -> HttpResponse:
    """The address opens nothing any more."""
    pressed(request, lambda: actions.end_feed(feed, by=request.viewer), _("Ended. That address opens nothing now."))
    return redirect("calendar", request.place.slug)


@require_GET
@open_door("a calendar program signs in nowhere: whoever has the secret address reads when its worker meets, not whom")
def calendar_feed(request: Any, secret: str) -> HttpResponse:
    """When a worker meets, for their calendar program: the hour and the kind of meeting, and no name or place."""
    if not take("calendar feed", address_of(request), burst=60, each=timedelta(seconds=30)):
        return HttpResponse(status=429)
    with speaking(READING):
        found = meetings_of_feed(hash_of(secret))
    if found is None:
        raise Http404
    events = [
        CalendarEvent(
            key=str(meeting.pk),
            begins=meeting.planned_for,
            summary=meeting.get_how_display(),
            url=addresses.whole("meeting", place=request.place.slug, pk=str(meeting.pk)),
        )
        for meeting in found
        if meeting.place_id == request.place.pk
    ]
    return calendar_file(as_calendar(events, named=_("Meetings"), written_at=clock.now()), named="meetings")


@require_http_methods(["GET", "POST"])
@open_door("whoever has the words of a reminder's link may end reminders, and nothing else")
def reminder(request: Any, code: str) -> HttpResponse:
    """No more reminders. A page with one button: programs that look into messages follow links, and press nothing."""
    if not take("end reminders", address_of(request), burst=20, each=timedelta(minutes=1)):
        return HttpResponse(status=429)
    done = False
    if request.method == "POST":
        with speaking(BY_LINK):
            chosen = chosen_by_link(hash_of_link(code))
        if chosen is not None:
            actions.end_reminders(chosen, by=BY_LINK)
        done = True  # also where there was nothing to end: a guess learns nothing
    return render(request, "messages/reminder.html", {"done": done})
