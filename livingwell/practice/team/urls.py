"""The team room's addresses, each beneath the place's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
