"""A share ends while somebody reads: the next thing they press is refused. And opening without one, in fear of life."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from playwright.sync_api import Browser, Page, expect

from livingwell.kit import clock
from livingwell.practice.circle.actions import give_share
from livingwell.practice.circle.models import Part
from livingwell.practice.plan import actions
from livingwell.practice.plan.models import ItemKind
from tests.cast import live_a_little
from tests.journeys.conftest import DESK, Site


def test_the_next_press_is_refused_and_fear_for_a_life_opens_it_for_a_night(
    site: Site,
    chromium: Browser,
    page: Page,
    sign_in: Callable[..., None],
    accessible: Callable[..., None],
    django_db_blocker: Any,
) -> None:
    with django_db_blocker.unblock(), transaction.atomic():
        live_a_little(site.cast)
        me, mine = site.cast.people["person"], site.cast.who("person")
        actions.write_item(me, kind=ItemKind.HELPS, words="A walk by the weir", by=mine)
        until = clock.now().replace(year=2040)
        give_share(me, what=Part.PLAN, to=site.cast.people["nurse"], to_name="Nadia", until=until, by=mine)
    place = f"/{site.cast.place.slug}"
    worker = chromium.new_context(viewport=DESK, locale="en-GB").new_page()
    sign_in(page, "person")
    sign_in(worker, "nurse")
    worker.goto(site + f"{place}/people/{me.pk}/plan/")
    expect(worker.get_by_text("A walk by the weir").first).to_be_visible()

    page.goto(site + f"{place}/circle/")
    accessible(page)
    page.get_by_role("button", name=re.compile("Stop sharing this.*Nadia")).click()
    expect(page.get_by_text("Nadia cannot see it any more")).to_be_visible()
    assert (answer := worker.reload()) is not None
    assert answer.status == 404
    expect(worker.get_by_text("A walk by the weir")).to_have_count(0)
    worker.go_back()
    expect(worker.get_by_text("A walk by the weir")).to_have_count(0)

    worker.goto(site + f"{place}/people/{me.pk}/openings/new/")
    accessible(worker)
    worker.get_by_text("Their plan", exact=True).click()
    worker.get_by_label("Why do you fear for a life?").fill("She said goodbye to the dog.")
    worker.get_by_role("button", name="Open it").click()
    expect(worker.get_by_text("A walk by the weir").first).to_be_visible()
    page.goto(site + f"{place}/looks/")
    expect(page.get_by_text("She said goodbye to the dog.")).to_be_visible()
    expect(page.get_by_text("They opened what you had not shared")).to_be_visible()
    accessible(page)
    worker.context.close()
