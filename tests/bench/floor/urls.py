"""The floor's two addresses."""

from django.urls import path

from tests.bench.floor import views

urlpatterns = [
    path("floor/people/<uuid:pk>/", views.one, name="one"),
    path("floor/teams/<uuid:pk>/", views.many, name="list"),
]
