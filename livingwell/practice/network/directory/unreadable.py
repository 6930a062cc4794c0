"""What do we say when a whole file cannot be read?"""


class UnreadableDirectory(Exception):
    """The file as a whole cannot be read; nothing of it was taken.

    The message is one or two plain sentences for the coordinator who chose the file: what it is, and, where we know
    it, what to do about it.
    """
