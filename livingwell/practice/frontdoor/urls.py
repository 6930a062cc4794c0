"""The frontdoor room's addresses, each beneath the place's."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.urls.converters import StringConverter

from livingwell.practice.frontdoor.models import ForWhom
from livingwell.practice.frontdoor.views import asking, desk, returning, shared, sharing, welcome


class ForWhomConverter(StringConverter):
    regex = "|".join(ForWhom.values)


register_converter(ForWhomConverter, "for_whom")

_INTRODUCTIONS = "introductions/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", welcome.place, name="place"),
    path(f"{_INTRODUCTIONS}new/", welcome.introduce, name="introduce"),
    path(f"{_INTRODUCTIONS}new/<for_whom:for_whom>/", welcome.begin, name="introduction_begin"),
    path(f"{_INTRODUCTIONS}questions/<slug:question>/", asking.question, name="introduction_question"),
    path(f"{_INTRODUCTIONS}check/", asking.check, name="introduction_check"),
    path(f"{_INTRODUCTIONS}send/", asking.send, name="send_introduction"),
    path(f"{_INTRODUCTIONS}later/", asking.later, name="introduction_later"),
    path(f"{_INTRODUCTIONS}not-safe/", asking.not_safe, name="introduction_not_safe"),
    path(f"{_INTRODUCTIONS}back/", returning.back, name="introduction_back"),
    path(f"{_INTRODUCTIONS}sent/", returning.sent, name="introduction_sent"),
    path(f"{_INTRODUCTIONS}mine/", returning.introduction, name="introduction"),
    path(f"{_INTRODUCTIONS}mine/said/<slug:question>/", returning.said, name="introduction_said"),
    path(f"{_INTRODUCTIONS}mine/more/", returning.add, name="add_to_introduction"),
    path(f"{_INTRODUCTIONS}mine/not-wanted/", returning.not_wanted, name="say_not_wanted"),
    path(f"{_INTRODUCTIONS}mine/again/", returning.again, name="ask_for_support_again"),
    path(f"{_INTRODUCTIONS}mine/today/", returning.talk_today, name="introduction_talk_today"),
    path(f"{_INTRODUCTIONS}mine/shares/", sharing.shares, name="introduction_shares"),
    path(f"{_INTRODUCTIONS}from-desk/", desk.desk_introduction, name="desk_introduction"),
    path("people/<uuid:pk>/introduction/", shared.shared_introduction, name="shared_introduction"),
    path(f"{_INTRODUCTIONS}<uuid:pk>/returning-words/", desk.returning_code, name="give_returning_code"),
    path(f"{_INTRODUCTIONS}<uuid:pk>/more/", desk.enter_addition, name="enter_addition"),
    path(f"{_INTRODUCTIONS}same/<uuid:pk>/", desk.same_person, name="say_same_person"),
    path(f"{_INTRODUCTIONS}leave/", returning.finish, name="introduction_leave"),
    path("", include("livingwell.practice.frontdoor.first_conversation.urls")),
]
