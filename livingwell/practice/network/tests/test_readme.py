"""The README's picture is the table's."""

from pathlib import Path

from livingwell.practice.network.diagram import diagram

README = Path(__file__).resolve().parent.parent / "README.md"


def test_the_picture_is_the_tables() -> None:
    assert f"```mermaid\n{diagram()}\n```" in README.read_text()
