"""The keeping room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.keeping.views import copies, destroying, entering, privacy, requests

urlpatterns = [
    path("my-copy/", copies.my_copy, name="my_copy"),
    path("copies/<uuid:pk>/everything.zip", copies.fetch_copy, name="fetch_copy"),
    path("privacy/", privacy.privacy, name="privacy"),
    path("privacy/terms/", privacy.set_terms, name="set_terms"),
    path("privacy/requests/", requests.requests, name="requests"),
    path("privacy/requests/entered/", entering.enter_request, name="enter_request"),
    path("privacy/requests/<uuid:pk>/destroying/", destroying.propose_destruction, name="propose_destruction"),
    path("privacy/destroying/", destroying.destructions, name="destructions"),
    path("privacy/destroying/<uuid:pk>/", destroying.destruction, name="destruction"),
    path("privacy/destroying/<uuid:pk>/proposed/", destroying.propose_found, name="propose_found"),
    path("privacy/destroying/<uuid:pk>/agreed/", destroying.agree_to_destroy, name="agree_to_destroy"),
    path("privacy/destroying/<uuid:pk>/taken-back/", destroying.take_back_destruction, name="take_back_destruction"),
    path("privacy/requests/new/", requests.ask_right, name="ask_right"),
    path("privacy/requests/<uuid:pk>/", requests.answer_request, name="answer_request"),
    path("people/<uuid:pk>/requests/new/", requests.enter_right, name="enter_right"),
    path("legal-holds/<uuid:pk>/end/", requests.end_legal_hold, name="end_legal_hold"),
    path("copies/<uuid:pk>/thrown-away/", copies.throw_copy_away, name="throw_copy_away"),
]
