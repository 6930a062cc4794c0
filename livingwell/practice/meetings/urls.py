"""The meetings room's addresses, each beneath the place's."""

from django.urls import URLPattern, path

from livingwell.practice.meetings.views import again, around, kind_words, planning, shared, telling, today

_JOURNEY, _MEETING, _NOTE, _STEP = (f"{name}/<uuid:pk>/" for name in ("journeys", "meetings", "notes", "next-steps"))
urlpatterns: list[URLPattern] = [
    path(f"{_JOURNEY}meetings/new/", planning.plan_meeting, name="plan_meeting"),
    path(f"{_JOURNEY}meetings/begun/", planning.begin_meeting, name="begin_meeting"),
    path(f"{_JOURNEY}attempts/new/", around.log_attempt, name="log_attempt"),
    path(f"{_JOURNEY}notes/new/", around.write_note, name="write_note"),
    path(f"{_JOURNEY}next-steps/new/", around.promise_next_step, name="promise_next_step"),
    path(f"{_JOURNEY}writing/", around.writing, name="writing"),
    path(_MEETING, planning.meeting, name="meeting"),
    path(f"{_MEETING}told/", telling.tell_meeting, name="tell_meeting"),
    path(f"{_MEETING}draft/", telling.save_meeting_draft, name="save_meeting_draft"),
    path(f"{_MEETING}put-off/", planning.put_off_meeting, name="put_off_meeting"),
    path(f"{_MEETING}missed/", planning.miss_meeting, name="miss_meeting"),
    path(f"{_MEETING}corrections/new/", telling.correct_meeting, name="correct_meeting"),
    path(f"{_MEETING}letter/", telling.letter, name="letter"),
    path(f"{_MEETING}letter/given/", telling.give_letter, name="give_letter"),
    path(_NOTE, around.note, name="note"),
    path(f"{_NOTE}held-back/new/", around.hold_back_line, name="hold_back_line"),
    path(f"{_STEP}kept/", around.keep_next_step, name="keep_next_step"),
    path(f"{_STEP}let-go/", around.let_go_next_step, name="let_go_next_step"),
    path("people/<uuid:pk>/meetings/", shared.shared_meetings, name="shared_meetings"),
    path("people/<uuid:pk>/today/", today.ask_to_talk_today, name="ask_to_talk_today"),
    path("asked-again/", again.asked_again, name="asked_again"),
    path("kinder-words/", kind_words.kinder_words, name="kinder_words"),
    path("kinder-words/list/", kind_words.kind_words, name="kind_words"),
    path("kinder-words/<uuid:pk>/ended/", kind_words.end_kind_word, name="end_kind_word"),
]
