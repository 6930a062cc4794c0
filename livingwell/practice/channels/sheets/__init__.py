"""Blank forms on paper: what each asks, and its pages."""

from livingwell.practice.channels.sheets.blank import blank, blanks_pdf

__all__ = ["blank", "blanks_pdf"]
