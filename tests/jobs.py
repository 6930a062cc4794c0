"""Running the jobs that wait, with the real worker on the test's own database; for tests that commit."""

from livingwell.simulation.keeping_house import run_waiting_jobs as run_jobs

__all__ = ["run_jobs"]
