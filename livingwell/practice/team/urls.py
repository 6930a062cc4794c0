"""The team room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.team import views

urlpatterns: list[URLPattern] = [
    path("board/", views.boards, name="boards"),
    path("teams/<uuid:pk>/board/", views.board, name="board"),
    path("day/", views.day, name="day"),
]
