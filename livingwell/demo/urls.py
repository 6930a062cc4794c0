"""The invented place's cast: only ever answered where the database carries the mark."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
