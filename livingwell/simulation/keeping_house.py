"""What the platform does by itself, on the simulation's clock: jobs that wait are run, and records are sealed."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from django.db import connections
from procrastinate.contrib.django import app

from livingwell.kit.record.jobs import seal_records
from livingwell.practice.keeping.jobs import destroy_what_two_agreed_to


def a_month_of_jobs() -> None:
    """Run every job that waits, as the job worker does; destroy what has waited its week; then seal what has been
    recorded."""
    run_waiting_jobs()
    destroy_what_two_agreed_to.func()
    seal_records()


def run_waiting_jobs() -> None:
    """Run every job that waits, and come back when none is left. In a thread apart: whoever calls may be in the midst
    of a loop of events of their own."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(copy_context().run, asyncio.run, _work()).result()


async def _work() -> None:
    with ThreadPoolExecutor(1) as hand, app.replace_connector(app.connector.get_worker_connector()) as worker:  # type: ignore[attr-defined]
        here = asyncio.get_running_loop()
        here.set_default_executor(hand)
        async with worker.open_async():
            await worker.run_worker_async(wait=False, install_signal_handlers=False, listen_notify=False)
        await here.run_in_executor(None, connections.close_all)  # connections stay with threads, and this one ends
