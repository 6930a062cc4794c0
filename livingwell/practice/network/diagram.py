"""The picture of a connection's stages, drawn from TRANSITIONS for the README."""

from livingwell.practice.network.rules import TRANSITIONS


def diagram() -> str:
    """A Mermaid state diagram: every move, named by its act."""
    lines = ["stateDiagram-v2", "    [*] --> chosen: choose_support"]
    for before, acts in TRANSITIONS.items():
        lines += [f"    {before.value} --> {after.value}: {act}" for act, to in acts.items() for after in to]
        if not acts:
            lines.append(f"    {before.value} --> [*]")
    return "\n".join(lines)
