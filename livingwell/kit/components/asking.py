"""Forms: the form itself, its fields, and what to mend."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, register
from livingwell.kit.components.unsent import keeping_parts
from livingwell.kit.once import fresh_token
from livingwell.kit.unsent.keeping import Keeping


@register.simple_block_tag(takes_context=True)
def post_form(
    context: template.Context,
    content: str,
    form: BaseForm | None = None,
    url: str = "",
    summary: bool = True,
    keeping: Keeping | None = None,
) -> SafeString:
    """`{% post_form form %}fields and a button{% endpost_form %}`: csrf, once token, hidden fields, error summary; with
    `keeping`, what is typed is kept as they type (kit/unsent)."""
    attributes, within = keeping_parts(context, keeping) if keeping is not None else ("", "")
    return component(
        "post_form",
        url=url,
        content=content,
        summary=error_summary(form) if form is not None and summary else "",
        hidden=hidden_parts(form) if form is not None else "",
        once=getattr(form, "once", "") or fresh_token(),
        keeping=attributes,
        kept=within,
        multipart=form is not None and form.is_multipart(),
        csrf_token=context.get("csrf_token", ""),
    )


@register.simple_tag
def field(bound: BoundField, label: str = "", big: bool = False, optional: bool | None = None) -> SafeString:
    """`{% field form.name %}`: label, hint, error, input. `big=True` makes the label the page's one question."""
    if optional is None:
        optional = bool(getattr(bound.form, "mark_optional", False)) and not bound.field.required
    values = {"field": bound, "label": label, "big": big, "optional": optional, "errors": bound.errors}
    return SafeString(bound.form.render("kit/forms/field.html", values))


@register.simple_tag
def field_shape(bound: BoundField) -> str:
    """For `kit/forms/field.html`: a lone tick box stands before its words, everything else under them."""
    return "tick" if isinstance(bound.field.widget, CheckboxInput) and not bound.is_hidden else "plain"


@register.simple_tag
def hidden_parts(form: BaseForm) -> SafeString:
    """The form's hidden fields."""
    return SafeString("".join(str(bound) for bound in form.hidden_fields()))


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """`{% error_summary form %}`: what to mend, each line a link to its field. Nothing when all is well."""
    problems: list[tuple[str, Any, Any]] = []
    if form.is_bound and form.errors:
        problems += [("", "", message) for message in form.non_field_errors()]
        for bound in form:
            target = "" if bound.is_hidden else _first_input_id(bound)
            problems += [(target, bound.label if target else "", message) for message in bound.errors]
    return component("error_summary", problems=problems, typed=_was_typed(form))


def _was_typed(form: BaseForm) -> bool:
    """Whether words were put into the form, other than those that stood there before."""
    for bound in form:
        if bound.is_hidden or isinstance(bound.field.widget, ChoiceWidget | CheckboxInput):
            continue
        value = bound.data
        begun = str(bound.initial if bound.initial is not None else "")
        said = [str(one).strip() for one in (value if isinstance(value, list | tuple) else [value]) if one is not None]
        if any(one and one != begun for one in said):
            return True
    return False


def _first_input_id(bound: BoundField) -> str:
    """A group's first box, since a fieldset cannot take focus; else the input itself."""
    widget, base = bound.field.widget, bound.auto_id
    if widget.use_fieldset:
        try:
            return widget.id_for_label(base, index="0") or base
        except TypeError:
            return base
    return str(bound.id_for_label or base)


@register.simple_block_tag
def filter_bar(content: str, url: str = "", clear: str = "", label: str = "") -> SafeString:
    """`{% filter_bar clear=url %}fields{% endfilter_bar %}`: a GET form, so that the filter lives in the address."""
    return component("filter_bar", content=content, url=url, clear=clear, label=label)
