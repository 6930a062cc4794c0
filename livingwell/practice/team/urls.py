"""The team room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.team import views

_TEAM, _HUDDLE, _TURN = (f"{name}/<uuid:pk>/" for name in ("teams", "huddles", "turns"))
urlpatterns: list[URLPattern] = [
    path("board/", views.boards, name="boards"),
    path(f"{_TEAM}board/", views.board, name="board"),
    path("day/", views.day, name="day"),
    path(f"{_TEAM}huddles/", views.huddles, name="huddles"),
    path(f"{_TEAM}huddles/new/", views.begin_huddle, name="begin_huddle"),
    path(_HUDDLE, views.huddle, name="huddle"),
    path(f"{_HUDDLE}moves/", views.huddle_moves, name="huddle_moves"),
    path(f"{_HUDDLE}stream/", views.huddle_stream, name="huddle_stream"),
    path(f"{_HUDDLE}end/", views.end_huddle, name="end_huddle"),
    path(f"{_TURN}now/", views.turn_to, name="turn_to"),
    path(f"{_TURN}next/", views.bring_forward, name="bring_forward"),
    path(f"{_TURN}words/", views.say_in_huddle, name="say_in_huddle"),
]
