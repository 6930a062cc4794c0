"""Running the jobs that wait, with the real worker on the test's own database; for tests that commit."""

from procrastinate.contrib.django.models import ProcrastinateJob

from livingwell.practice.keeping.taken_away import say_outside
from livingwell.simulation.keeping_house import run_waiting_jobs as run_jobs

__all__ = ["run_jobs", "say_outside_what_waits"]


def say_outside_what_waits() -> int:
    """What was taken away is said outside the database, by the jobs that were enqueued for it and no others; gives how
    many there were."""
    waiting = ProcrastinateJob.objects.filter(task_name=say_outside.name, status="todo").order_by("id")
    for one in waiting:
        say_outside(**one.args)
    return len(waiting)
