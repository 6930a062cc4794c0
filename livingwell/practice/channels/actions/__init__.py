"""What can happen on paper: forms are printed, what came back is typed in, and the person gets their copy."""

from livingwell.practice.channels.actions.copies import give_copy
from livingwell.practice.channels.actions.printing import print_introduction_sheet, print_sheets
from livingwell.practice.channels.actions.typing_in import CameBackAlready, type_in_sheet

__all__ = ["CameBackAlready", "give_copy", "print_introduction_sheet", "print_sheets", "type_in_sheet"]
