"""What is seen: a conversation, how to be told of it, reminders, calendars."""
