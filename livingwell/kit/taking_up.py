"""Taking up the jobs that a killed worker left half done: without this they would wait for it for ever, and a job that
comes round by itself (sealing, say) would never come round again."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="take up what was left", queueing_lock="take up what was left")
async def take_up_what_was_left(timestamp: int) -> None:
    """Start again each job whose worker has not been heard of for half a minute. What a job had written went with its
    worker's transaction; a message it had already sent is sent again, which is better than never."""
    for left in await app.job_manager.get_stalled_jobs():
        await app.job_manager.retry_job(left)
