"""Paper: a PDF that a screen reader reads too (PDF/UA-1), set by typst from a template of ours and plain facts.

Words are handed over as data and never as markup: whatever somebody wrote stands there as they wrote it. Nothing is
fetched and nothing outside the template's own folder is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fontpkg_atkinson_hyperlegible
import typst

FONTS = Path(fontpkg_atkinson_hyperlegible.__file__).parent / "files"


def pdf(template: Path, facts: dict[str, Any]) -> bytes:
    """The template's PDF. It finds its facts with ``json(bytes(sys.inputs.facts))``."""
    made = typst.compile(
        template,
        root=template.parent,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"facts": json.dumps(facts)},
        pdf_standards="ua-1",
    )
    assert isinstance(made, bytes), "one PDF, and not a picture a page"
    return made
