"""What was asked again, for a template."""

from django import template

from livingwell.practice.meetings.models import AskedAgain
from livingwell.practice.meetings.told_before import called

register = template.Library()


@register.filter
def what_was_asked(again: AskedAgain) -> str:
    """`{{ again|what_was_asked }}`: the prompt, or that it stands in their story."""
    return called(again.key, again.prompt)
