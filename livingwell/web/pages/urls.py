"""Addresses of the composed pages, beneath the place's."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
