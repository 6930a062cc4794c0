"""The plan room's addresses, each beneath the place's."""

from django.urls import path

from livingwell.practice.plan.views import pages, suggestions, writing

urlpatterns = [
    path("plan/", pages.plan, name="plan"),
    path("plan/items/new/", writing.write_item, name="write_item"),
    path("plan/steps/new/", writing.add_step, name="add_step"),
    path("plan-items/<uuid:pk>/", writing.change_item, name="change_item"),
    path("plan-items/<uuid:pk>/out/", writing.take_out_item, name="take_out_item"),
    path("plan-items/<uuid:pk>/back/", writing.put_back_item, name="put_back_item"),
    path("steps/<uuid:pk>/", writing.change_step, name="change_step"),
    path("steps/<uuid:pk>/done/", writing.tick_step, name="tick_step"),
    path("steps/<uuid:pk>/not-done/", writing.untick_step, name="untick_step"),
    path("steps/<uuid:pk>/out/", writing.take_out_step, name="take_out_step"),
    path("steps/<uuid:pk>/back/", writing.put_back_step, name="put_back_step"),
    path("suggestions/<uuid:pk>/taken/", suggestions.take_suggestion, name="take_suggestion"),
    path("suggestions/<uuid:pk>/changed/", suggestions.change_suggestion, name="change_suggestion"),
    path("suggestions/<uuid:pk>/left/", suggestions.leave_suggestion, name="leave_suggestion"),
    path("suggestions/<uuid:pk>/heard/", suggestions.hear_answer, name="hear_answer"),
    path("plans/<uuid:pk>/", pages.shared_plan, name="shared_plan"),
    path("plans/<uuid:pk>/suggestions/new/", pages.suggest_step, name="suggest_step"),
    path("plans/<uuid:pk>/print/", pages.print_plan, name="print_plan"),
    path("people/<uuid:pk>/plan/", pages.plan_of, name="plan_of"),
    path("people/<uuid:pk>/plan/items/new/", writing.enter_item, name="enter_item"),
    path("people/<uuid:pk>/plan/steps/new/", writing.enter_step, name="enter_step"),
]
