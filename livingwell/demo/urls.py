"""The invented place's cast: only ever answered where the database carries the mark."""

from django.urls import URLPattern, path

from livingwell.demo import views

urlpatterns: list[URLPattern] = [
    path("demo/", views.demo, name="demo"),
    path("demo/<slug:key>/", views.become, name="become"),
]
