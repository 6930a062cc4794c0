"""The holding room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.holding import views

urlpatterns: list[URLPattern] = [
    path("journeys/<uuid:pk>/holds/new/", views.hold_journey, name="hold_journey"),
    path("journeys/<uuid:pk>/holds/duty/", views.return_to_duty, name="return_to_duty"),
    path("journeys/<uuid:pk>/handovers/new/", views.offer_handover, name="offer_handover"),
    path("handovers/<uuid:pk>/", views.handover, name="handover"),
    path("handovers/<uuid:pk>/yes/", views.accept_handover, name="accept_handover"),
    path("handovers/<uuid:pk>/no/", views.decline_handover, name="decline_handover"),
    path("handovers/<uuid:pk>/withdrawal/", views.withdraw_handover, name="withdraw_handover"),
    path("journeys/<uuid:pk>/goodbye/", views.say_goodbye, name="say_goodbye"),
    path("journeys/<uuid:pk>/endings/new/", views.propose_ending, name="propose_ending"),
    path("endings/", views.endings, name="endings"),
    path("endings/<uuid:pk>/", views.ending, name="ending"),
    path("endings/<uuid:pk>/second/", views.second_ending, name="second_ending"),
    path("endings/<uuid:pk>/undoing/", views.undo_ending, name="undo_ending"),
    path("teams/<uuid:pk>/", views.team, name="team"),
    path("teams/<uuid:pk>/duty/new/", views.take_duty, name="take_duty"),
    path("teams/<uuid:pk>/yeses/new/", views.say_duty_yes, name="say_duty_yes"),
    path("memberships/<uuid:pk>/leaving/", views.leave_team, name="leave_team"),
    path("organisations/", views.organisations, name="organisations"),
    path("organisations/<uuid:pk>/leaving/", views.close_organisation, name="close_organisation"),
    path("reach/", views.change_reach, name="change_reach"),
    path("people/<uuid:pk>/reach/", views.enter_reach, name="enter_reach"),
    path("people/", views.person_search, name="person_search"),
]
