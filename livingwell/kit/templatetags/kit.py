"""`{% load kit %}`: every component of the design system. How to use each: `kit/COMPONENTS.md`; to see them: `/kit/`.

A component says nothing about the domain and asks the database nothing. Words given to it are escaped by the template
that wrote them, as anywhere in Django. They live in `kit/components/`; importing a module there registers its tags.
"""

from livingwell.kit.components import acting, asking, days, drawing, finding, lists, people, telling, unsent
from livingwell.kit.components.library import register

__all__ = ["acting", "asking", "days", "drawing", "finding", "lists", "people", "register", "telling", "unsent"]
