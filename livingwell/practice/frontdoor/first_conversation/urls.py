"""The first conversation's address, beneath the place's; included by the frontdoor room."""

from django.urls import URLPattern, path

from livingwell.practice.frontdoor.first_conversation.views import first_conversation

urlpatterns: list[URLPattern] = [
    path("meetings/<uuid:pk>/first-conversation/", first_conversation, name="first_conversation"),
]
