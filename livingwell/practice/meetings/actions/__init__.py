"""What can happen when people meet, and around it."""

from livingwell.practice.meetings.actions.talk_today import NoOpenJourney, ask_to_talk_today

__all__ = ["NoOpenJourney", "ask_to_talk_today"]
