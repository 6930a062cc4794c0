"""`{% load kit %}`: every component of the design system. How to use each: `kit/COMPONENTS.md`; to see them: `/kit/`.

A component says nothing about the domain and asks the database nothing. Words given to it are escaped by the template
that wrote them, as anywhere in Django.
"""

from collections.abc import Iterable, Mapping, Sequence
from secrets import token_hex
from typing import Any

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.forms.numbers import spoken_number
from livingwell.kit.once import fresh_token
from livingwell.kit.templatetags.drawings import horizon_drawing, icon_drawing, scene_drawing

register = template.Library()

BUTTON_LOOKS = {
    "primary": "",
    "quiet": "button-quiet",
    "warm": "button-warm",
    "talk": "button-talk",
    "plain": "button-plain",
}
NOTICE_SIGNS = {"info": "info", "kind": "kind", "today": "talk", "done": "tick", "mend": "mend"}


def _component(component: str, /, **values: Any) -> SafeString:
    return SafeString(get_template(f"kit/components/{component}.html").render(values))


def _fresh_id() -> str:
    # Random, not counted: a fragment from another worker process may land in the same page.
    return f"k{token_hex(4)}"


def _button_class(kind: str, small: bool) -> str:
    look = BUTTON_LOOKS[kind]
    return " ".join(part for part in (look, "button-small" if small else "") if part)


# Drawings


@register.simple_tag
def icon(name: str) -> SafeString:
    """`{% icon "phone" %}`: a small drawing beside words that say the same."""
    return icon_drawing(name)


@register.simple_tag
def scene(slug: Any = "") -> SafeString:
    """`{% scene place.slug %}`: the cut-paper scene of a place."""
    return scene_drawing(str(slug or ""))


@register.simple_tag
def horizon(slug: Any = "") -> SafeString:
    """`{% horizon place.slug %}`: a low strip of the same land, in a `div.horizon`."""
    return horizon_drawing(str(slug or ""))


@register.simple_tag
def initials(name: Any) -> SafeString:
    """`{% initials "Amara Okoye" %}`: a round with one or two letters; readers hear the name beside it instead."""
    words = str(name or "").split()
    letters = "".join(word[0] for word in (words[:1] + words[-1:] if len(words) > 1 else words)).upper()
    tone = sum(map(ord, str(name or ""))) % 4 + 1
    return format_html('<span class="initials tone-{}" aria-hidden="true">{}</span>', tone, letters or "·")


# Doing things


@register.simple_block_tag
def link_button(content: str, url: str, kind: str = "primary", small: bool = False) -> SafeString:
    """`{% link_button url kind="warm" %}Start here{% endlink_button %}`: goes somewhere; changes nothing."""
    return format_html('<a class="button {}" href="{}">{}</a>', _button_class(kind, small), url, content)


@register.simple_block_tag
def button(content: str, kind: str = "primary", name: str = "", value: str = "", small: bool = False) -> SafeString:
    """`{% button %}Carry on{% endbutton %}`: sends the form it stands in."""
    said = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button type="submit" class="button {}"{}>{}</button>', _button_class(kind, small), said, content
    )


@register.simple_block_tag(takes_context=True)
def post_button(
    context: template.Context,
    content: str,
    url: str,
    kind: str = "primary",
    small: bool = False,
    once: str = "",
    **hidden: Any,
) -> SafeString:
    """`{% post_button url step=step.pk %}I'll hold this{% endpost_button %}`: one act, one press; csrf included.

    Carries a `once` token (kit/once.py). Any other keyword becomes a hidden input.
    """
    return _component(
        "post_button",
        url=url,
        content=content,
        look=_button_class(kind, small),
        hidden=hidden,
        once=once or fresh_token(),
        csrf_token=context.get("csrf_token", ""),
    )


# Forms


@register.simple_block_tag(takes_context=True)
def post_form(
    context: template.Context, content: str, form: BaseForm | None = None, url: str = "", summary: bool = True
) -> SafeString:
    """`{% post_form form %}fields and a button{% endpost_form %}`: csrf, once token, hidden fields, error summary."""
    return _component(
        "post_form",
        url=url,
        content=content,
        summary=error_summary(form) if form is not None and summary else "",
        hidden=hidden_parts(form) if form is not None else "",
        once=getattr(form, "once", "") or fresh_token(),
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
    return _component("error_summary", problems=problems)


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
    return _component("filter_bar", content=content, url=url, clear=clear, label=label)


# Holding words


@register.simple_block_tag
def card(content: str, title: str = "", url: str = "", level: int = 2, look: str = "") -> SafeString:
    """`{% card title="My plan" url=url %}…{% endcard %}`. Looks: '', 'own' (the person's), 'quiet'."""
    return _component("card", content=content, title=title, url=url, level=level, look=look, id=_fresh_id())


@register.simple_block_tag
def notice(content: str, kind: str = "info", title: str = "", live: str = "") -> SafeString:
    """`{% notice "kind" title="…" %}…{% endnotice %}`: info, kind, today ("talk today"), done, mend."""
    return _component("notice", content=content, look=kind, sign=NOTICE_SIGNS[kind], title=title, live=live)


@register.simple_tag(takes_context=True)
def crisis_help(
    context: template.Context, lines: Iterable[Mapping[str, Any]] | None = None, words: str = ""
) -> SafeString:
    """`{% crisis_help %}`: the place's crisis lines (from the context), or 999 when it has written none."""
    if lines is None:
        lines = context.get("crisis_lines") or getattr(context.get("place"), "crisis_lines", None) or ()
    return _component("crisis_help", lines=list(lines), words=words)


@register.simple_block_tag
def summary_list(content: str) -> SafeString:
    """`{% summary_list %}{% summary_row … %}…{% endsummary_list %}`: questions and their answers."""
    return format_html('<dl class="answers">{}</dl>', content)


@register.simple_block_tag
def summary_row(content: str, question: str, url: str = "", change: str = "") -> SafeString:
    """`{% summary_row "A name to call you by" url=url %}Sam{% endsummary_row %}`."""
    return _component("summary_row", content=SafeString(content.strip()), question=question, url=url, change=change)


@register.simple_tag
def step_header(current: int, total: int, back: str = "", skip: str = "") -> SafeString:
    """`{% step_header 3 9 back=url skip=url %}`: where we are, a way back, a way past."""
    stones = ["here" if n == current else "done" if n < current else "" for n in range(1, total + 1)]
    return _component("step_header", current=current, total=total, back=back, skip=skip, stones=stones)


@register.simple_tag
def person_chip(name: str, about: str = "", url: str = "") -> SafeString:
    """`{% person_chip "Amara Okoye" about="peer worker" %}`."""
    return _component("person_chip", name=name, about=about, url=url)


@register.simple_block_tag
def pill(content: str, kind: str = "plain") -> SafeString:
    """`{% pill %}Waiting for a yes{% endpill %}`. Kinds: plain, own, talk, soft. The words carry the meaning."""
    return format_html('<span class="pill pill-{}">{}</span>', kind, content)


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False) -> SafeString:
    """`{% disclosure "Who may read this?" %}…{% enddisclosure %}`: more, for who wants it."""
    return _component("disclosure", content=content, title=title, open=open)


@register.simple_block_tag
def empty_state(content: str, title: str = "") -> SafeString:
    """`{% empty_state "Nothing here yet" %}…{% endempty_state %}`: nothing to show, said kindly, with what next."""
    return _component("empty_state", content=content, title=title)


@register.simple_block_tag
def when_read(content: str) -> SafeString:
    """`{% when_read %}…{% endwhen_read %}`: beside every place to write: when a human will read it."""
    return _component("when_read", content=content)


# Voices


@register.simple_block_tag
def quote(content: str, who: str = "", when: str = "", by: str = "") -> SafeString:
    """`{% quote who="Sam" when="3 March" %}…{% endquote %}`: the person's own words. `by` wrote them down."""
    return _component("quote", content=content, who=who, when=when, by=by)


@register.simple_block_tag
def worker_words(content: str, who: str = "", when: str = "") -> SafeString:
    """`{% worker_words who="Amara" %}…{% endworker_words %}`: what a worker wrote."""
    return _component("worker_words", content=content, who=who, when=when)


@register.simple_block_tag
def voices(content: str) -> SafeString:
    """`{% voices %}{% voice … %}{% voice … %}{% endvoices %}`: two sides, beside each other where there is room."""
    return format_html('<div class="voices">{}</div>', content)


@register.simple_block_tag
def voice(content: str, kind: str, title: str, when: str = "", level: int = 3) -> SafeString:
    """One side. Kinds: person, worker; and for a clash: yours, theirs."""
    return _component("voice", content=content, look=kind, title=title, when=when, level=level, id=_fresh_id())


# Lists


@register.simple_block_tag
def data_table(content: str, caption: str, caption_shown: bool = False, keys: bool = False) -> SafeString:
    """`{% data_table "Everyone held" keys=True %}<thead>…<tbody>…{% enddata_table %}`: cards on a phone."""
    return _component(
        "data_table", content=content, caption=caption, caption_shown=caption_shown, keys=keys, id=_fresh_id()
    )


@register.simple_block_tag
def cell(content: str, label: str, head: bool = False) -> SafeString:
    """`{% cell "Held by" %}Amara{% endcell %}`: a `<td>` that carries its column's name for the phone."""
    if head:
        return format_html('<th scope="row" data-label="{}">{}</th>', label, content)
    return format_html('<td data-label="{}">{}</td>', label, content)


@register.simple_tag
def sort_head(label: str, url: str = "", sorted: str = "") -> SafeString:
    """`{% sort_head "Name" url=url sorted="up" %}`: a column head; a link when it can sort."""
    if not url:
        return format_html('<th scope="col">{}</th>', label)
    aria = {"up": "ascending", "down": "descending"}.get(sorted, "none")
    return format_html(
        '<th scope="col" aria-sort="{}"><a href="{}">{}{}</a></th>', aria, url, label, icon_drawing(sorted)
    )


@register.simple_tag
def tabs(items: Sequence[Mapping[str, Any]], label: str) -> SafeString:
    """`{% tabs items "Parts of the board" %}`: items are dicts label, url, current, count (optional)."""
    return _component("tabs", items=items, label=label)


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """`{% timeline %}{% event … %}…{% endtimeline %}`."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def event(content: str, title: str, when: str = "", who: str = "", kind: str = "") -> SafeString:
    """`{% event "First conversation" when="3 March" who="Amara" %}…{% endevent %}`. Kinds: '', own, next."""
    return _component("timeline_event", content=content, title=title, when=when, who=who, look=kind)


@register.simple_tag
def earlier_later(
    earlier: str = "", later: str = "", label: str = "", earlier_words: str = "", later_words: str = ""
) -> SafeString:
    """`{% earlier_later earlier=url later=url %}`: keyset pages; there is no page 7 of 312."""
    return _component(
        "earlier_later",
        earlier=earlier,
        later=later,
        label=label,
        earlier_words=earlier_words,
        later_words=later_words,
    )


@register.simple_block_tag
def back_link(content: str, url: str) -> SafeString:
    """`{% back_link url %}Back to the board{% endback_link %}`."""
    return format_html('<a class="back" href="{}">{}{}</a>', url, icon_drawing("back"), content)


@register.simple_tag
def breadcrumbs(items: Sequence[Mapping[str, Any]]) -> SafeString:
    """`{% breadcrumbs items %}`: dicts label and url; the last has no url."""
    return _component("breadcrumbs", items=items)


@register.simple_tag(takes_context=True)
def toasts(context: template.Context) -> SafeString:
    """`{% toasts %}`: what has just happened (django.contrib.messages). Layouts place it already."""
    return _component("toasts", shown=list(context.get("messages") or ()))


@register.simple_tag
def progress(value: int, of: int, label: str, words: str = "") -> SafeString:
    """`{% progress 3 9 "Your introduction" %}`."""
    return _component("progress", value=value, of=of, label=label, words=words, id=_fresh_id())


# Sharing and looking


@register.simple_tag
def code_words(code: str, label: str = "") -> SafeString:
    """`{% code_words "bramble kettle north" %}`: a returning code, easy to write down, read aloud and copy."""
    whole = " ".join(str(code).split())
    return _component("code_words", words=whole.split(" "), whole=whole, label=label, id=_fresh_id())


@register.simple_tag
def share_sentence(who: str, parts: Sequence[str] | str, until: str = "", note: str = "") -> SafeString:
    """`{% share_sentence "Amara's team" parts until="3 March" %}`: who will see what, said first."""
    named = [parts] if isinstance(parts, str) else list(parts)
    return _component("share_sentence", who=who, parts=named, until=until, note=note)


@register.simple_block_tag
def looks(content: str) -> SafeString:
    """`{% looks %}{% look_row … %}{% endlooks %}`: who has looked."""
    return format_html('<ul class="looks">{}</ul>', content)


@register.simple_tag
def look_row(who: str, part: str, when: str, rule: str = "", about: str = "") -> SafeString:
    """`{% look_row who="Amara Okoye" part="My plan" when="Today, 10:14" rule="you shared it with her team" %}`."""
    return _component("look_row", who=who, part=part, when=when, rule=rule, about=about)


@register.simple_tag
def key_hints(hints: Sequence[Mapping[str, Any]]) -> SafeString:
    """`{% key_hints hints %}`: the dialog that `?` opens; dicts keys (list) and label."""
    return _component("key_hints", hints=hints)


@register.filter
def phone(number: Any) -> str:
    """`{{ number|phone }}`: +447700900123 as 07700 900 123."""
    return spoken_number(str(number or ""))
