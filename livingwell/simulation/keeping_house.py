"""What the platform does by itself, on the simulation's clock: jobs that wait are run, and records are sealed."""

from __future__ import annotations

import asyncio

from procrastinate.contrib.django import app

from livingwell.kit.record.jobs import seal_records


def a_month_of_jobs() -> None:
    """Run every job that waits, as the job worker does; then seal what has been recorded."""

    async def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                await worker.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    asyncio.run(work())
    seal_records()
