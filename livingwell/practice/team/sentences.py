"""What a page says when the database refuses an act of this room: a sentence for each constraint somebody can meet."""

from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says

says("huddle_one_at_a_time", _("A colleague has just begun the huddle: you are in it."))
says("planned_duty_one_a_day", _("Somebody else was faster: that day is taken. Please look again."))
