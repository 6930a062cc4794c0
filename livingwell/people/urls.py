"""Addresses of people's accounts: signing in and out, invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
