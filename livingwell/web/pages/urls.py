"""Addresses of the composed pages, beneath the place's."""

from django.urls import URLPattern, path

from livingwell.web.pages.home import home
from livingwell.web.pages.journey import journey

urlpatterns: list[URLPattern] = [
    path("home/", home, name="home"),
    path("journeys/<uuid:pk>/", journey, name="journey"),
]
