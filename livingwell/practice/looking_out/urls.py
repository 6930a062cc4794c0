"""The looking-out room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.looking_out.views import visits, worries

_WORRY = "worries/<uuid:pk>/"
urlpatterns: list[URLPattern] = [
    path("worries/", worries.worries, name="worries"),
    path("worries/new/", worries.raise_worry, name="raise_worry"),
    path("worries/raised/", worries.worry_raised, name="worry_raised"),
    path("worries/about-me/", worries.told_me, name="told_me"),
    path(_WORRY, worries.worry, name="worry"),
    path(f"{_WORRY}taken/", worries.take_worry, name="take_worry"),
    path(f"{_WORRY}entries/", worries.write_worry_entry, name="write_worry_entry"),
    path(f"{_WORRY}closed/", worries.close_worry, name="close_worry"),
    path(f"{_WORRY}told-them/", worries.tell_them, name="tell_them"),
    path("visits/", visits.visits, name="visits"),
    path("visits/<uuid:pk>/longer/", visits.stay_longer, name="stay_longer"),
    path("visits/<uuid:pk>/back/", visits.come_back, name="come_back"),
]
