"""What a page says when the database refuses an act of this room: a sentence for each constraint somebody can meet."""

from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says

says(
    "somebody_must_be_on_duty",
    _(
        "You are the only one here who has said yes to duty, so nobody would hold the people you hold. "
        "Ask a colleague to take duty first; then you can leave."
    ),
)
says(
    "holder_works_in_team",
    _("They do not work in that team any more, so they cannot hold. Please choose somebody else."),
)
says(
    "leaver_holds_nothing",
    _("Something was handed to them in this very moment. Please try again: duty will hold it too."),
)
says("handover_offered_once", _("They have been asked already, and have not answered yet."))
says("handover_one_answer", _("This offer has been answered already. Please look again."))
says("ending_one_at_a_time", _("An ending has been written down for this journey already. Please look again."))
says("journey_one_open", _("They have an open journey already. Please look again."))
says("hold_now", _("Somebody else was faster: they are holding this journey now."))
says("hold_one_at_a_time", _("Somebody else was faster: they are holding this journey now."))
