"""The first conversation: prepared with what the person has said already, led by what is strong, ending with what
happens next. It takes the place of being assessed."""
