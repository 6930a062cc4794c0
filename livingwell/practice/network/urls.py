"""The network room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.network.views import choosing, connections, stepping, supports

urlpatterns: list[URLPattern] = [
    path("supports/", supports.supports, name="supports"),
    path("supports/new/", supports.add_support, name="add_support"),
    path("supports/sources/", supports.sources, name="sources"),
    path("supports/<uuid:pk>/", supports.support, name="support"),
    path("supports/<uuid:pk>/closed/", supports.close_support, name="close_support"),
    path("connections/", connections.connections, name="connections"),
    path("connections/<uuid:pk>/", connections.connection, name="connection"),
    path("connections/<uuid:pk>/words/", stepping.agree_what_to_say, name="agree_what_to_say"),
    path("connections/<uuid:pk>/offer/", stepping.offer_connection, name="offer_connection"),
    path("connections/<uuid:pk>/answer/", stepping.log_answer, name="log_answer"),
    path("connections/<uuid:pk>/another/", choosing.choose_another, name="choose_another"),
    path("connections/<uuid:pk>/first-meeting/", stepping.arrange_first_meeting, name="arrange_first_meeting"),
    path("connections/<uuid:pk>/not-yet/", stepping.say_not_yet, name="say_not_yet"),
    path("connections/<uuid:pk>/met/", stepping.say_met, name="say_met"),
    path("connections/<uuid:pk>/how-it-was/", stepping.say_how_it_was, name="say_how_it_was"),
    path("connections/<uuid:pk>/no-longer-wanted/", stepping.say_not_wanted_now, name="say_not_wanted_now"),
    path("journeys/<uuid:pk>/connections/new/", choosing.choose_support, name="choose_support"),
    path("journeys/<uuid:pk>/connections/paper/", connections.print_connections, name="print_connections"),
]
