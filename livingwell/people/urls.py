"""Addresses of people's accounts: signing in and out, words, ways in, invitations.

Of allauth's own addresses none exists. It asks for three of them by name; these are ours.
"""

from django.urls import URLPattern, path

from livingwell.people.views import invitations, joining, signing_in, ways_in

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.sign_in_code, name="sign_in_code"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/", signing_in.sign_in, name="account_request_login_code"),
    path("sign-in/code/", signing_in.sign_in_code, name="account_confirm_login_code"),
    path("sign-in/words/", joining.join, name="sign_in_words"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("start/", signing_in.after_sign_in, name="after_sign_in"),
    path("<slug:place>/join/", joining.join, name="join"),
    path("<slug:place>/ways-in/", ways_in.ways_in, name="ways_in"),
    path("<slug:place>/ways-in/addresses/new/", ways_in.add_address, name="add_address"),
    path("<slug:place>/ways-in/addresses/code/", ways_in.confirm_address, name="confirm_address"),
    path("<slug:place>/ways-in/addresses/<slug:what>/remove/", ways_in.remove_address, name="remove_address"),
    path("<slug:place>/ways-in/words/", ways_in.keep_code, name="keep_code"),
    path("<slug:place>/people/<uuid:pk>/sign-in-code/", ways_in.give_code, name="give_sign_in_code"),
    path("<slug:place>/teams/<uuid:pk>/invitations/", invitations.invitations, name="invitations"),
    path("<slug:place>/teams/<uuid:pk>/invitations/new/", invitations.invite_worker, name="invite_worker"),
    path("<slug:place>/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("<slug:place>/invitations/<str:code>/", invitations.invitation, name="invitation"),
]
