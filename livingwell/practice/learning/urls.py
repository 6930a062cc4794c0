"""The learning room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.learning import views

urlpatterns: list[URLPattern] = [
    path("supervision/", views.supervisions, name="supervisions"),
    path("supervision/<uuid:pk>/", views.supervision, name="supervision"),
    path("supervision/<uuid:pk>/yes/", views.accept_supervision, name="accept_supervision"),
    path("supervision/<uuid:pk>/ended/", views.end_supervision, name="end_supervision"),
    path("learning/", views.learning, name="learning"),
    path("learning/<uuid:pk>/came-of-it/", views.look_back_at, name="look_back_at"),
    path("of-myself/", views.of_myself, name="of_myself"),
    path("of-myself/<uuid:pk>/taken-back/", views.take_back_of_myself, name="take_back_of_myself"),
    path("workers/<uuid:worker>/", views.of_themselves, name="of_themselves"),
]
