"""Building by a Dask cluster that runs already: its workers do the tasks, this machine keeps and publishes what they send back.

Who builds and who works trust each other: tasks and results are pickles.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from functools import partial
from secrets import token_hex
from typing import Any

import dask
from distributed import Client, KilledWorker

from mentorkit.build.cluster import worker_host
from mentorkit.build.cluster.likeness import MachineLikeness, likeness
from mentorkit.build.cluster.parcel import Packer, SentBack
from mentorkit.build.cluster.worker_host import Order
from mentorkit.build.outputs import Job
from mentorkit.build.workers import IN_FLIGHT, Crew, Hire, OutOfBounds, Worker, workers
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

_CONNECTING = 10
"""Seconds in which a scheduler has to answer, and to have a worker."""
_MEETING = 300
"""Seconds in which some worker has to have said what it is like; one that is busy is asked again with its first task."""
_PARTING = 10
"""Seconds in which workers are told that a run has ended; who does not hear it lets go of its processes by itself."""


def dask_cluster(scheduler: str = "") -> Hire:
    """The cluster of this scheduler, or of the one that Dask's own configuration names. Raises BuildFailed where none is named."""
    address = scheduler or dask.config.get("scheduler-address", None)
    if not address:
        hint = "name its scheduler: --scheduler tcp://HOST:8786, or the variable DASK_SCHEDULER_ADDRESS"
        raise BuildFailed([Problem("cluster", "nothing says which cluster should build", Span("--executor"), hint)])
    return partial(_hired, str(address))


@contextmanager
def _hired(address: str, _tasks: int, limits: Limits) -> Iterator[Crew]:
    """The workers of a cluster; at the end, whatever they still do for this run is ended too."""
    logging.getLogger("distributed").setLevel(
        logging.CRITICAL
    )  # what there is to say of a cluster is a problem of ours
    client = _connected(address)
    order = Order(token_hex(8), limits, os.environ.get("SOURCE_DATE_EPOCH", ""))
    cluster = ClusterExecutor(client, address, order)
    try:
        cluster.meet()
        yield Crew(cluster.submit, cluster.at_once)
    finally:
        cluster.shutdown()


def _connected(address: str) -> Client:
    try:
        client = Client(address, timeout=_CONNECTING, set_as_default=False, name="mentorkit")
    except (TypeError, RuntimeError):  # Dask has no certificate for tls://, or refuses tcp://
        message = "this address and Dask's own settings for TLS do not go together"
        hint = "give an address that begins with tls:// and set DASK_DISTRIBUTED__COMM__TLS__CA_FILE and its like, or neither"
        raise BuildFailed([Problem("cluster", message, Span(address), hint)]) from None
    except (OSError, ValueError) as error:
        message = f"no scheduler answers at this address ({str(error).partition(chr(10))[0] or 'no answer'})"
        hint = "look whether it runs and can be reached from here; with TLS, the address begins with tls://"
        raise BuildFailed([Problem("cluster", message, Span(address), hint)]) from None
    try:
        client.wait_for_workers(1, timeout=_CONNECTING)
    except TimeoutError:
        client.close()
        hint = "start some on the machines that should work: dask worker " + address
        raise BuildFailed([Problem("cluster", "this cluster has no workers", Span(address), hint)]) from None
    return client


class ClusterExecutor(Executor):
    """Does tasks of a build on other machines. A task is a function of a module whose first argument is a Job.

    What it writes into the folder of its job is there on this machine once its future is done.
    """

    def __init__(self, client: Client, address: str, order: Order) -> None:
        self.client, self.address, self.order = client, address, order
        self.builder: MachineLikeness | None = None
        self._packer, self._inner = Packer(), client.get_executor(pure=False)
        self._ended = False

    def meet(self) -> None:
        """Ask every worker what it is like. Raises BuildFailed where one would make other files than this machine."""
        addresses = list(self.client.nthreads())
        asked = {self._only(one).submit(worker_host.introduce, self.order): one for one in addresses}
        with workers(1, self.order.limits) as start:
            machine = Worker(start, self.order.limits)
            self.builder = machine.do("a sample of letters", Span("this machine"), likeness)
        answered = wait(asked, timeout=_MEETING).done
        found = (self._met(one, asked[one]) for one in answered)
        problems = [*dict.fromkeys(problem for problem in found if problem)]  # what is said of the scheduler, once
        for busy in asked.keys() - answered:
            busy.cancel()
        if not answered:
            hint = "see on its dashboard whether they are at work on something else, or hang"
            problems = [self._problem(f"no worker has answered within {_MEETING} seconds", hint)]
        if problems:
            raise BuildFailed(problems)

    def at_once(self) -> int:
        """How many tasks the workers should have, as many as there are by now."""
        if self.client.status != "running":
            return 1
        try:
            threads: dict[str, int] = self.client.nthreads()
        except OSError:  # the scheduler went away this moment; the next task is told so
            return 1
        return max(1, sum(threads.values())) * IN_FLIGHT

    def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Start a task. Where the cluster is gone, its future holds the BuildFailed that says so."""
        job, *rest = given
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # a task ends by itself or with the run
        if self._ended:
            raise RuntimeError("this run has ended")
        if self.client.status != "running":
            future.set_exception(self._gone())
            return future
        sent = self._packer.pack(partial(task, **named) if named else task, job, tuple(rest))
        inner = self._inner.submit(worker_host.do, self.order, self.builder, sent)
        inner.add_done_callback(partial(self._arrived, future, job))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as executors have it
        """End whatever the workers still do for this run."""
        self._ended = True
        parting = threading.Thread(target=self._part, daemon=True)
        parting.start()
        parting.join(_PARTING)

    def _part(self) -> None:
        with suppress(Exception):  # a cluster that is gone, in whichever way, does nothing any more
            self._inner.shutdown(wait=False)
            self.client.run(worker_host.end, self.order.run, on_error="ignore")
        with suppress(Exception):
            self.client.close(timeout=_PARTING)

    def _only(self, worker: str) -> Executor:
        one: Executor = self.client.get_executor(pure=False, workers=[worker], allow_other_workers=False)
        return one

    def _met(self, answer: Future[MachineLikeness], worker: str) -> Problem | None:
        """What keeps a worker from taking part."""
        assert self.builder is not None, "known before anybody is met"
        try:
            lacks = answer.result().lacks(self.builder)
        except (ImportError, AttributeError):
            lacks = "has no MentorKit, or another one"
        except OutOfBounds as error:
            lacks = f"cannot make books: its process {error}"
        except BuildFailed as error:
            lacks = f"cannot make books: {error}"
        except (CancelledError, KilledWorker):
            return None  # it is gone, and others may be there
        except RuntimeError as error:
            if "deserialization" not in str(error):
                raise
            hint = "start it in the same environment as the workers, with MentorKit in it"
            return self._problem("the scheduler of this cluster has no MentorKit, or other packages", hint)
        return worker_host.stranger(worker, lacks) if lacks else None

    def _arrived(self, future: Future[Any], job: Job, inner: Future[SentBack]) -> None:
        """Unpack what a worker sent, or tell why there is nothing."""
        try:
            future.set_result(inner.result().unpack(job.folder))
        except KilledWorker:
            message = f"the workers that were at work on {job.toolkit.id} ended, one after the other"
            hint = "see their logs; where their machines run out of memory, give each fewer threads"
            future.set_exception(BuildFailed([self._problem(message, hint)]))
        except CancelledError:
            future.set_exception(self._gone())
        except BaseException as error:
            future.set_exception(error)

    def _gone(self) -> BuildFailed:
        hint = "what was finished before is published; once the cluster runs again, build again: the rest is made"
        return BuildFailed([self._problem("the connection to this cluster was lost", hint)])

    def _problem(self, message: str, hint: str) -> Problem:
        return Problem("cluster", message, Span(self.address), hint)
