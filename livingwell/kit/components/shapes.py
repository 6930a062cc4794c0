"""The drawings: small line icons, and the cut-paper scene above a place's name. All decoration, hidden from readers."""

from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Each is drawn on a 24 by 24 sheet with a round 2-unit pen; the colour is the text's own.
ICONS: dict[str, str] = {
    "back": '<path d="M14.5 5 8 12l6.5 7"/>',
    "on": '<path d="m9.5 5 6.5 7-6.5 7"/>',
    "phone": '<path d="M5 4h4l1.5 4.5L8 10.5a12 12 0 0 0 5.5 5.5l2-2.5L20 15v4c-8 2-17-7-15-15z"/>',
    "talk": '<path d="M4 5.5h16v10.5h-9L6.5 20v-4H4z"/><path d="M8.5 10.8h.01M12 10.8h.01M15.5 10.8h.01"/>',
    "info": '<circle cx="12" cy="12" r="8.5"/><path d="M12 11.2v5M12 7.8h.01"/>',
    "kind": (
        '<path d="M12 19.5C5 15 3.8 11.5 4.2 8.8 4.9 5.5 9.5 4.8 12 8.5c2.5-3.7 7.1-3 7.8.3.4 2.7-.8 6.2-7.8 10.7z"/>'
    ),
    "tick": '<path d="m5 12.8 4.5 4.7L19 7"/>',
    "share": '<circle cx="8" cy="9" r="3.2"/><path d="M2.5 19c.5-3.5 2.5-5 5.5-5s5 1.5 5.5 5M16 6.5v7M12.8 10h6.7"/>',
    "clock": '<circle cx="12" cy="12" r="8.5"/><path d="M12 7.500V12l3 2"/>',
    "leave": '<path d="M13 4.5H5.500v15H13M10.5 12h9m-3.3-3.6L19.5 12l-3.3 3.6"/>',
    "search": '<circle cx="10.5" cy="10.5" r="5.5"/><path d="m15 15 4.5 4.5"/>',
    "mend": '<path d="M5 19l1-4L16 5l3 3L9 18z"/>',
    "up": '<path d="m7 14 5-5.5 5 5.5"/>',
    "down": '<path d="m7 10 5 5.5 5-5.5"/>',
}

# Three scenes from the same scissors, drawn so that the middle 650 units (all a phone shows) hold what matters.
# A place keeps its own by its slug. Back to front.
SCENES: tuple[str, ...] = (
    # hills and a footpath
    '<circle class="m-sun" cx="838" cy="98" r="58"/>'
    '<path class="m-hill-1" d="M0 168C150 98 290 104 430 150s250 34 380-22 270-44 390 12v160H0z"/>'
    '<path class="m-hill-2" d="M0 214c170-52 330-40 480 2s270 20 400-18 220-26 320 6v96H0z"/>'
    '<path class="m-tree" d="M334 200c-20-12-24-40-8-58 10-11 24-6 27 8 5 20-2 40-11 50l2 34-12-1z"/>'
    '<path class="m-tree" d="M392 212c-13-9-15-29-4-41 8-8 18-3 20 7 3 14-2 27-9 34l1 26-9-1z"/>'
    '<path class="m-hill-3" d="M0 262c210-40 400-26 570-4s420 22 630-22v64H0z"/>'
    '<path class="m-path" d="M640 300c22-22 96-22 90-38-5-13-66-12-70-26-3-11 38-13 36-22l13-1c6 13-30 15-27 '
    "25 5 12 72 9 "
    '80 26 8 20-42 18-50 36z"/>',
    # a river and its bridge
    '<circle class="m-sun" cx="388" cy="78" r="52"/>'
    '<path class="m-hill-1" d="M0 150c130-40 260-44 380-8s230 26 350-20 300-56 470-6v184H0z"/>'
    '<path class="m-hill-2" d="M0 206c140-34 250-30 360-6h480c110-30 220-36 360-8v108H0z"/>'
    '<path class="m-tree" d="M882 190c-18-12-22-38-7-54 10-10 22-5 25 8 4 18-2 36-11 46l2 32-11-1z"/>'
    '<path class="m-tree" d="M934 196c-12-8-14-27-4-38 8-7 17-3 19 7 2 13-2 25-9 31l1 26-8-1z"/>'
    '<path class="m-path" d="M330 300c40-44 160-62 270-62s230 18 270 62z"/>'
    '<path class="m-bridge" d="M352 236c80-58 166-78 248-78s168 20 248 78l-22 10c-14-22-40-36-64-36-30 0-52 '
    "18-60 44h-34"
    'c-8-30-34-50-68-50s-60 20-68 50h-34c-8-26-30-44-60-44-24 0-50 14-64 36z"/>'
    '<path class="m-hill-3" d="M0 258c130-24 250-18 344 42H0zm1200-8c-130-20-250-8-340 50h340z"/>',
    # rooftops under a hill
    '<circle class="m-sun" cx="640" cy="86" r="54"/>'
    '<path class="m-hill-1" d="M0 180c190-82 380-96 560-36s400 40 640-40v196H0z"/>'
    '<path class="m-hill-2" d="M0 226c220-38 420-34 600-10s400 14 600-18v102H0z"/>'
    '<path class="m-bridge" d="M322 270v-78l46-37 47 37v78zm118 0v-96l40-32 41 31v97zm330 12v-72l46-38 46 '
    "37v73zm112 0v-98"
    'l38-31 41 33v96z"/>'
    '<path class="m-path" d="M356 270v-40h24v40zm112 0v-44h22v44zm336 12v-38h24v38zm106 0v-44h22v44z"/>'
    '<path class="m-tree" d="M700 240c-20-12-24-42-8-60 11-11 25-6 28 9 4 20-3 40-12 51l2 34-12-1z"/>'
    '<path class="m-tree" d="M560 246c-16-10-19-34-6-48 8-9 20-5 22 7 4 16-2 32-9 41l1 28-9-1z"/>'
    '<path class="m-hill-3" d="M0 276c210-22 400-12 570 0s420 8 630-16v40H0z"/>',
)

# A strip of the same land, for pages with work to do: the sun is where the place's scene has it.
HORIZON = (
    '<circle class="m-sun" cx="{sun}" cy="46" r="30"/>'
    '<path class="m-hill-1" d="M0 54c170-44 330-40 500-12s420 26 700-14v72H0z"/>'
    '<path class="m-hill-2" d="M0 80c190-30 370-22 560-6s420 10 640-18v44H0z"/>'
    '<path class="m-tree" d="M404 74c-9-6-11-20-4-28 5-5 12-2 13 4 3 10-1 19-5 24l1 16-6-1zM846 '
    "74c-7-5-9-16-3-23 4-4 9-2 10 "
    '4 2 7-1 15-4 19l1 16-5-1z"/>'
    '<path class="m-hill-3" d="M0 92c260-16 470-10 640-4s380 2 560-10v22H0z"/>'
)
SUNS = (764, 424, 640)


def icon_drawing(name: str) -> SafeString:
    """One icon; an unknown name draws nothing rather than break a page."""
    shape = ICONS.get(name)
    if shape is None:
        return SafeString("")
    return format_html(
        '<svg class="icon icon-{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        name,
        mark_safe(shape),  # our own drawings
    )


def scene_drawing(slug: str) -> SafeString:
    """The scene that belongs to `slug`: always the same one for the same place."""
    shapes = SCENES[crc32(slug.encode()) % len(SCENES)]
    return format_html(
        '<svg class="scene" viewBox="0 0 1200 300" preserveAspectRatio="xMidYMax slice" aria-hidden="true" '
        'focusable="false">{}</svg>',
        mark_safe(shapes),  # our own drawings
    )


def horizon_drawing(slug: str) -> SafeString:
    """The strip of land above a page with work to do."""
    return format_html(
        '<svg class="scene" viewBox="0 0 1200 96" preserveAspectRatio="xMidYMax slice" aria-hidden="true" '
        'focusable="false">{}</svg>',
        mark_safe(HORIZON.format(sun=SUNS[crc32(slug.encode()) % len(SUNS)])),  # our own drawings
    )
