"""Running the jobs that wait, with the real worker on the test's own database; for tests that commit."""

from __future__ import annotations

import asyncio

from procrastinate.contrib.django import app


def run_jobs() -> None:
    """Run every job that is due, as the job worker does, and come back when none is left."""

    async def work() -> None:
        with app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
            async with worker.open_async():
                await worker.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)

    asyncio.run(work())
