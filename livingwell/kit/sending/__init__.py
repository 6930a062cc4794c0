"""Messages that leave the platform: an email, a text message. See `send_email` and `send_sms`."""

from livingwell.kit.sending.messages import TellingSubject, send_email, send_nothing, send_sms

__all__ = ["TellingSubject", "send_email", "send_nothing", "send_sms"]
