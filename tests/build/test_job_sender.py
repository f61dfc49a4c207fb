"""What goes to processes with every task of a programme."""

import pickle
from concurrent.futures import Future
from typing import Any, cast

from mentorkit.build.cache_tally import CacheTally
from mentorkit.build.job_sender import JobSender
from mentorkit.build.outputs import Job


class Counted:
    """Stands for a job, and counts how often it is pickled."""

    def __init__(self) -> None:
        self.cache = self
        self.tally = CacheTally()
        self.pickled = 0

    def __reduce__(self) -> tuple[Any, ...]:
        self.pickled += 1
        return _Received, (self.tally.unavailable,)


class _Received:
    def __init__(self, unavailable: str) -> None:
        self.unavailable = unavailable


def there(task: Any, *given: Any) -> "Future[Any]":
    """Do a task as another process would."""
    done: Future[Any] = Future()
    run, arguments = pickle.loads(pickle.dumps((task, given)))
    done.set_result(run(*arguments))
    return done


def told(job: Any, *_: Any) -> Any:
    return job


def test_a_job_is_pickled_once_and_read_once_for_all_its_tasks() -> None:
    job, sender = Counted(), JobSender(there)
    received = [sender.start(told, cast("Job", job), number).result() for number in range(5)]
    assert job.pickled == 1
    assert len({id(one) for one in received}) == 1, "a process reads it once"


def test_tasks_are_told_that_the_shared_cache_is_gone() -> None:
    job, sender = Counted(), JobSender(there)
    sender.start(told, cast("Job", job))
    job.tally.unavailable = "it does not answer"
    assert sender.start(told, cast("Job", job)).result().unavailable == "it does not answer"


def test_jobs_that_have_had_their_tasks_are_let_go_of() -> None:
    sender = JobSender(there)
    for _ in range(20):
        sender.start(told, cast("Job", Counted()))
    assert len(sender._pickled) == 8
