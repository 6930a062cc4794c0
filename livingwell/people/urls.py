"""Addresses of people's accounts: signing in and out, words, ways in, invitations.

Of allauth's own addresses none exists. It asks for three of them by name; these are ours.
"""

from django.urls import URLPattern, path

from livingwell.people.views import (
    invitations,
    joining,
    providers,
    second_step,
    second_steps,
    second_steps_here,
    sessions,
    signing_in,
    ways_in,
)

urlpatterns: list[URLPattern] = [
    path("sign-in/", signing_in.sign_in, name="sign_in"),
    path("sign-in/code/", signing_in.sign_in_code, name="sign_in_code"),
    path("sign-in/", signing_in.sign_in, name="account_login"),
    path("sign-in/", signing_in.sign_in, name="account_request_login_code"),
    path("sign-in/code/", signing_in.sign_in_code, name="account_confirm_login_code"),
    path("sign-in/words/", joining.join, name="sign_in_words"),
    path("sign-in/second-step/", second_step.second_step, name="second_step"),
    path("sign-in/passkey/", second_step.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/with/<uuid:pk>/", providers.with_provider, name="with_provider"),
    path("sign-in/with/<uuid:pk>/back/", providers.back_from_provider, name="back_from_provider"),
    path("sign-in/with/<uuid:pk>/keys/", providers.provider_keys, name="provider_keys"),
    path("sign-out/", signing_in.sign_out, name="sign_out"),
    path("start/", signing_in.after_sign_in, name="after_sign_in"),
    path("<slug:place>/join/", joining.join, name="join"),
    path("<slug:place>/ways-in/", ways_in.ways_in, name="ways_in"),
    path("<slug:place>/ways-in/addresses/new/", ways_in.add_address, name="add_address"),
    path("<slug:place>/ways-in/addresses/code/", ways_in.confirm_address, name="confirm_address"),
    path("<slug:place>/ways-in/addresses/<slug:what>/remove/", ways_in.remove_address, name="remove_address"),
    path("<slug:place>/ways-in/words/", ways_in.keep_code, name="keep_code"),
    path("<slug:place>/ways-in/sessions/", sessions.signed_in, name="signed_in"),
    path("<slug:place>/ways-in/sessions/end/", sessions.end_sessions, name="end_sessions"),
    path("<slug:place>/ways-in/second-step/", second_steps.second_steps, name="second_steps"),
    path("<slug:place>/ways-in/second-step/confirm/", second_step.confirm, name="confirm_second_step"),
    path("<slug:place>/ways-in/second-step/app/", second_steps.add_app, name="add_app"),
    path("<slug:place>/ways-in/second-step/spare-codes/", second_steps.spare_codes, name="spare_codes"),
    path("<slug:place>/ways-in/second-step/passkeys/new/", second_steps.add_passkey, name="add_passkey"),
    path("<slug:place>/ways-in/second-step/passkeys/<int:number>/", second_steps.passkey, name="passkey"),
    path(
        "<slug:place>/ways-in/second-step/<int:number>/remove/",
        second_steps.remove_second_step,
        name="remove_second_step",
    ),
    path("<slug:place>/second-steps/", second_steps_here.second_steps_here, name="second_steps_here"),
    path("<slug:place>/second-steps/resets/new/", second_steps_here.ask_for_reset, name="ask_for_reset"),
    path("<slug:place>/second-steps/resets/<uuid:pk>/", second_steps_here.reset, name="reset"),
    path("<slug:place>/second-steps/resets/<uuid:pk>/yes/", second_steps_here.agree_to_reset, name="agree_to_reset"),
    path("<slug:place>/second-steps/resets/<uuid:pk>/no/", second_steps_here.drop_reset, name="drop_reset"),
    path("<slug:place>/ways-in/close/", sessions.close_account, name="close_account"),
    path("<slug:place>/people/<uuid:pk>/sign-in-code/", ways_in.give_code, name="give_sign_in_code"),
    path("<slug:place>/teams/<uuid:pk>/invitations/", invitations.invitations, name="invitations"),
    path("<slug:place>/teams/<uuid:pk>/invitations/new/", invitations.invite_worker, name="invite_worker"),
    path("<slug:place>/invitations/<uuid:pk>/withdraw/", invitations.withdraw, name="withdraw_invitation"),
    path("<slug:place>/invitations/<str:code>/", invitations.invitation, name="invitation"),
]
