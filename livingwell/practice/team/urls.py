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
    path("journeys/<uuid:pk>/huddle/", views.bring_in, name="bring_in"),
    path(f"{_TURN}now/", views.turn_to, name="turn_to"),
    path(f"{_TURN}next/", views.bring_forward, name="bring_forward"),
    path(f"{_TURN}words/", views.say_in_huddle, name="say_in_huddle"),
    path(f"{_TEAM}rota/", views.rota, name="rota"),
    path(f"{_TEAM}rota/days/new/", views.plan_duty, name="plan_duty"),
    path(f"{_TEAM}rota/leave/new/", views.say_leave, name="say_leave"),
    path("rota-days/<uuid:pk>/dropped/", views.drop_duty_day, name="drop_duty_day"),
    path("leaves/<uuid:pk>/cover/", views.cover_leave, name="cover_leave"),
    path("leaves/<uuid:pk>/end/", views.end_leave, name="end_leave"),
    path("capacity/", views.say_capacity, name="say_capacity"),
]
