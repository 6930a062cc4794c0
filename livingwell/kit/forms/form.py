"""The form every room's forms descend from."""

from typing import Any, ClassVar

from django import forms

from livingwell.kit.forms.rendering import KitRenderer
from livingwell.kit.forms.words import LineField, WordsField

_TIDY = (LineField, WordsField)


class KitForm(forms.Form):
    """Checks shape and never saves. Keeps what was typed; every error is a sentence beside its field.

    `{{ form }}` renders summary and fields; `{% field form.name %}` one of them; `{% post_form form %}` the whole
    element. `mark_optional` says "you can skip this" beside what is not required. `{% post_form %}`
    carries a fresh token that makes a form sent twice one act (kit/once.py); set `once` to carry one of your own.
    """

    default_renderer = KitRenderer
    use_required_attribute = False  # the browser's bubbles say less, in the browser's language; we answer ourselves
    mark_optional: ClassVar[bool] = True
    once: str = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and not isinstance(field, _TIDY):
                raise TypeError(
                    f"{type(self).__name__}.{name} is a {type(field).__name__}, which keeps control characters. "
                    "Use a field of livingwell.kit.forms."
                )
