"""What a page says when the database refuses an act of this room."""

from django.utils.translation import gettext_lazy as _

from livingwell.kit.permission.refusals import says

says("destroying_hold", _("A legal hold is in force. Nothing of theirs is destroyed until it ends."))
says("destroying_journey", _("They are being supported now. Nothing is destroyed before the goodbye."))
says("destroying_works", _("They work here. Their teams and roles end first."))
says("destruction_two_names", _("It takes two: somebody other than who proposed it agrees."))
says("destruction_one_at_a_time", _("Something of theirs is waiting to be destroyed already. Please look there."))
