"""The map of addresses. Nouns, beginning with the place; what begins otherwise belongs to no place."""

from django.urls import URLPattern, URLResolver, include, path

from livingwell.kit.unsent.views import keep_unsent, throw_unsent_away
from livingwell.web import views

#: In order of how near to a person's first step they are; every room's addresses lie beneath ``/<place>/``.
ROOMS = (
    "frontdoor",
    "meetings",
    "story",
    "plan",
    "circle",
    "keeping",
    "holding",
    "team",
    "network",
    "messages",
    "looking_out",
    "learning",
    "channels",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.places, name="places"),
    path("away/", views.away, name="away"),
    path("kit/", views.gallery, name="gallery"),
    path("", include("livingwell.people.urls")),
    path("", include("livingwell.demo.urls")),
    path("openreferral/<slug:place>/", include("livingwell.practice.network.openreferral.urls")),
    path("<slug:place>/unsent/", keep_unsent, name="keep_unsent"),
    path("<slug:place>/unsent/<uuid:pk>/thrown-away/", throw_unsent_away, name="throw_unsent_away"),
    *[path("<slug:place>/", include(f"livingwell.practice.{room}.urls")) for room in ROOMS],
    path("<slug:place>/", include("livingwell.web.pages.urls")),
]

handler400 = "livingwell.web.views.not_understood"
handler403 = "livingwell.web.views.refused"
handler404 = "livingwell.web.views.not_found"
handler500 = "livingwell.web.views.went_wrong"
