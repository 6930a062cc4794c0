"""Lists: tables that become cards on a phone, and what happened when."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from livingwell.kit.components.library import component, fresh_id, register
from livingwell.kit.components.shapes import icon_drawing


@register.simple_block_tag
def data_table(
    content: str, caption: str, caption_shown: bool = False, keys: bool = False, look: str = ""
) -> SafeString:
    """`{% data_table "Everyone held" keys=True %}<thead>…<tbody>…{% enddata_table %}`: cards on a phone; with
    `look="cards"` on a desk too."""
    return component(
        "data_table", content=content, caption=caption, caption_shown=caption_shown, keys=keys, look=look, id=fresh_id()
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


@register.simple_block_tag
def timeline(content: str) -> SafeString:
    """`{% timeline %}{% event … %}…{% endtimeline %}`."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def event(content: str, title: str, when: str = "", who: str = "", kind: str = "") -> SafeString:
    """`{% event "First conversation" when="3 March" who="Amara" %}…{% endevent %}`. Kinds: '', own, next."""
    return component("timeline_event", content=content, title=title, when=when, who=who, look=kind)
