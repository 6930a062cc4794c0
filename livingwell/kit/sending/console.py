"""Text messages printed where the platform runs, for an invented place."""

import sys


class ConsoleSms:
    """Prints the message; nothing leaves this machine."""

    def send(self, to: str, body: str) -> None:
        print(f"A text message to {to}:\n{body}\n", file=sys.stdout, flush=True)
