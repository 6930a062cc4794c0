"""The keeping room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.keeping.views import copies, privacy, requests

urlpatterns = [
    path("my-copy/", copies.my_copy, name="my_copy"),
    path("copies/<uuid:pk>/everything.zip", copies.fetch_copy, name="fetch_copy"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/terms/", privacy.set_terms, name="set_terms"),
    path("privacy/requests/", requests.requests, name="requests"),
    path("privacy/requests/new/", requests.ask_right, name="ask_right"),
    path("privacy/requests/<uuid:pk>/", requests.answer_request, name="answer_request"),
    path("people/<uuid:pk>/requests/new/", requests.enter_right, name="enter_right"),
    path("legal-holds/<uuid:pk>/end/", requests.end_legal_hold, name="end_legal_hold"),
    path("copies/<uuid:pk>/thrown-away/", copies.throw_copy_away, name="throw_copy_away"),
]
