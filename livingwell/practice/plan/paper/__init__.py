"""The plan on paper: one sheet for the fridge, and the whole of it as a document."""

from livingwell.practice.plan.paper.sheets import document, document_facts, document_text, fridge

__all__ = ["document", "document_facts", "document_text", "fridge"]
