"""Lives lived on another clock through the acts the screens call: for the invented place, and to prove promises."""
