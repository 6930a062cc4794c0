"""The commands of `livingwell`: a module each, with `add_arguments` and `handle`, and a HELP of one line."""


class Unfit(ValueError):
    """What was given to a command cannot be meant; the sentence says why."""
