"""The circle room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.circle.views import circle, looks, openings, supporting, ties, understanding

urlpatterns = [
    path("circle/", circle.circle, name="circle"),
    path("circle/shares/new/", circle.give_share, name="give_share"),
    path("circle/shares/end/", circle.end_all_shares, name="end_all_shares"),
    path("shares/<uuid:pk>/end/", circle.end_share, name="end_share"),
    path("circle/invitations/new/", ties.invite_supporter, name="invite_supporter"),
    path("circle/join/", ties.join_circle, name="join_circle"),
    path("ties/<uuid:pk>/end/", ties.end_tie, name="end_tie"),
    path("ties/<uuid:pk>/", supporting.supporting, name="supporting"),
    path("ties/<uuid:pk>/words/new/", supporting.tell_team, name="tell_team"),
    path("words/", supporting.words, name="words"),
    path("words/<uuid:pk>/read/", supporting.read_word, name="read_word"),
    path("understandings/<uuid:pk>/", understanding.talk_it_through, name="talk_it_through"),
    path("looks/", looks.looks, name="looks"),
    path("looks/each/", looks.each_look, name="each_look"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<uuid:pk>/reviewed/", openings.review_opening, name="review_opening"),
    path("people/<uuid:pk>/openings/new/", openings.open_unshared, name="open_unshared"),
    path("people/<uuid:pk>/shares/new/", circle.enter_share, name="enter_share"),
    path("people/<uuid:pk>/shares/end/", circle.enter_end_of_shares, name="enter_end_of_shares"),
    path("people/<uuid:pk>/invitations/new/", ties.enter_invitation, name="enter_invitation"),
    path("people/<uuid:pk>/circle/print/", circle.print_circle, name="print_circle"),
    path("people/<uuid:pk>/looks/print/", looks.print_looks, name="print_looks"),
]
