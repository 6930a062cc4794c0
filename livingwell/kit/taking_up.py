"""Taking up the jobs that a killed worker left half done: without this they would wait for it for ever, and a job that
comes round by itself (sealing, say) would never come round again."""

from __future__ import annotations

from typing import cast

from procrastinate.contrib.django import app

from livingwell.kit.hands import Hands


@app.periodic(cron="* * * * * */10")
@app.task(name="take up what was left", queueing_lock="take up what was left")
async def take_up_what_was_left(timestamp: int) -> None:
    """Start again, within half a minute of its worker's last sign of life, each job that was in a dead worker's hands.
    What it had written went with its transaction; a message it had already sent is sent again, which is better than
    never."""
    await cast(Hands, app.job_manager).take_up_what_was_left()
