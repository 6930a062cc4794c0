"""What exists: sources, supports, imports and what they did row by row; connections and each of their steps."""

from livingwell.practice.network.models.connections import (
    ENDED,
    OWN_WORD,
    Connection,
    ConnectionStep,
    HowItWas,
    Stage,
    StepKind,
    WhatNext,
)
from livingwell.practice.network.models.imports import ImportedRow, ImportRun, RowOutcome
from livingwell.practice.network.models.supports import Source, SourceKind, Spelling, Support
from livingwell.practice.network.models.topics import OWN, Opening, Taxonomy, Topic

__all__ = [
    "ENDED",
    "OWN",
    "OWN_WORD",
    "Connection",
    "ConnectionStep",
    "HowItWas",
    "ImportRun",
    "ImportedRow",
    "Opening",
    "RowOutcome",
    "Source",
    "SourceKind",
    "Spelling",
    "Stage",
    "StepKind",
    "Support",
    "Taxonomy",
    "Topic",
    "WhatNext",
]
