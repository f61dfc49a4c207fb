"""An executor for builds on a Dask cluster: its workers run the tasks, this machine keeps and publishes the results.

Tasks and results are pickles, so each side can run code on the other: use a cluster that you trust.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import CancelledError, Executor, Future, InvalidStateError, wait
from contextlib import contextmanager, suppress
from functools import partial
from secrets import token_hex
from typing import Any

import dask
from distributed import Client, KilledWorker

from mentorkit.build.cluster import worker_processes
from mentorkit.build.cluster.machine_environment import MachineEnvironment, machine_environment
from mentorkit.build.cluster.task_transfer import Packer, TaskResult
from mentorkit.build.cluster.worker_processes import Order
from mentorkit.build.outputs import Job
from mentorkit.build.workers import IN_FLIGHT, OpenRunner, OutOfBounds, TaskRunner, Worker, workers
from mentorkit.core.problems import BuildFailed, Problem, Span
from mentorkit.definition.settings import Limits

_CONNECTING = 10
"""Seconds in which a scheduler has to answer, and to have a worker."""
_ANSWERING = 300
"""Seconds in which one worker has to report its environment; one that is busy is checked with its first task."""
_LOOKING = 1
"""Seconds between two looks at which of the workers that have not answered are there still."""
_WITHOUT_WORKERS = 120
"""Seconds in which another worker has to come once all are gone: machines take a while to begin."""
_WATCHING = 5
"""Seconds between two looks at whether there are any."""
_CLOSING = 10
"""Seconds for telling workers that a run has ended; a worker that is not reached ends its processes by itself."""


def dask_cluster(scheduler: str = "") -> OpenRunner:
    """The cluster of this scheduler, or of the one that Dask's own configuration names. Raises BuildFailed where none is named."""
    address = scheduler or dask.config.get("scheduler-address", None)
    if not address:
        hint = "name its scheduler: --scheduler tcp://HOST:8786, or the variable DASK_SCHEDULER_ADDRESS"
        raise BuildFailed([Problem("cluster", "nothing says which cluster should build", Span("--executor"), hint)])
    return partial(_connected_runner, str(address))


@contextmanager
def _connected_runner(address: str, _tasks: int, limits: Limits) -> Iterator[TaskRunner]:
    """The workers of a cluster; at the end, whatever they still do for this run is ended too."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # its errors are told as problems
    client = _connected(address)
    order = Order(token_hex(8), limits, os.environ.get("SOURCE_DATE_EPOCH", ""))
    cluster = ClusterExecutor(client, address, order)
    try:
        cluster.check_workers()
        threading.Thread(target=cluster.watch, daemon=True).start()
        yield TaskRunner(cluster.submit, cluster.at_once, one_disk=False)
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
    """Runs tasks of a build on other machines. A task is a function of a module whose first argument is a Job.

    The files that it writes into the folder of its job are on this machine once its future is done.
    """

    def __init__(self, client: Client, address: str, order: Order) -> None:
        self.client, self.address, self.order = client, address, order
        self.builder: MachineEnvironment | None = None
        self._packer, self._inner = Packer(), client.get_executor(pure=False)
        self._ended, self._running = threading.Event(), set[Future[Any]]()
        self._given_up = False

    def check_workers(self) -> None:
        """Compare the environment of every worker with this one. Raises BuildFailed where one would make other files."""
        asked = {
            self._only(one).submit(worker_processes.report_environment, self.order): one for one in self._threads()
        }
        with workers(1, self.order.limits) as start:
            machine = Worker(start, self.order.limits)
            self.builder = machine.do("a sample of letters", Span("this machine"), machine_environment)
        answered = self._answered(asked)
        found = (self._mismatch_of(one, asked[one]) for one in answered)
        problems = [*dict.fromkeys(problem for problem in found if problem)]  # what is said of the scheduler, once
        for busy in asked.keys() - answered:
            busy.cancel()
        if self.client.status != "running":
            raise self._gone()
        if not answered:  # nothing is known of any: those that come later might be like none of them
            hint = f"see on its dashboard whether they end, hang, or are at work on something else for {_ANSWERING} seconds"
            problems = [self._problem("no worker of this cluster has answered", hint)]
        if problems:
            raise BuildFailed(problems)

    def _answered(self, asked: Mapping[Future[Any], str]) -> set[Future[Any]]:
        """Those futures that have an answer of their worker, once every worker has answered, is gone, or is busy for too long."""
        waiting, end = set(asked), time.monotonic() + _ANSWERING
        while waiting and time.monotonic() < end:
            there = self._threads()
            waiting = {one for one in wait(waiting, timeout=_LOOKING).not_done if asked[one] in there}
        return {one for one in asked if one.done() and not _is_lost(one)}

    def at_once(self) -> int:
        """How many tasks the workers should have, as many as there are by now."""
        return max(1, sum(self._threads().values()) * IN_FLIGHT)

    def submit(self, task: Callable[..., Any], /, *given: Any, **named: Any) -> Future[Any]:
        """Start a task. Where the cluster is gone, its future holds the BuildFailed that says so."""
        job, *rest = given
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # a task ends by itself or with the run
        if self._ended.is_set():
            raise RuntimeError("this run has ended")
        if self.client.status != "running" or self._given_up:
            future.set_exception(self._without_workers() if self._given_up else self._gone())
            return future
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        sent = self._packer.pack(partial(task, **named) if named else task, job, tuple(rest))
        inner = self._inner.submit(worker_processes.run_task, self.order, self.builder, sent)
        inner.add_done_callback(partial(self._finish, future, job))
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:  # noqa: FBT001, FBT002 - as executors have it
        """End whatever the workers still do for this run."""
        self._ended.set()
        self._packer.end()
        closing = threading.Thread(target=self._close, daemon=True)
        closing.start()
        closing.join(_CLOSING)

    def _close(self) -> None:
        with suppress(Exception):  # a cluster that is gone, in whichever way, does nothing any more
            self._inner.shutdown(wait=False)
            self.client.run(worker_processes.end_run, self.order.run, on_error="ignore")
        with suppress(Exception):
            self.client.close(timeout=_CLOSING)

    def watch(self) -> None:
        """Give up all tasks once there have been no workers for too long: nothing else would end them. Returns with the run."""
        last = time.monotonic()
        while not self._ended.wait(_WATCHING):
            if self._threads():
                last = time.monotonic()
            elif time.monotonic() - last > _WITHOUT_WORKERS:
                self._given_up = True
                for future in tuple(self._running):
                    _settle(future, self._without_workers())
                return

    def _threads(self) -> dict[str, int]:
        """The workers that are there by now, with their threads; none where the scheduler is gone, which the next task is told."""
        if self.client.status != "running":
            return {}
        try:
            threads: dict[str, int] = self.client.nthreads()
        except OSError:  # it went away this moment
            return {}
        return threads

    def _only(self, worker: str) -> Executor:
        one: Executor = self.client.get_executor(pure=False, workers=[worker], allow_other_workers=False)
        return one

    def _mismatch_of(self, answer: Future[MachineEnvironment], worker: str) -> Problem | None:
        """Why a worker cannot take part; None where it can."""
        assert self.builder is not None, "known before workers are compared"
        try:
            difference = answer.result().difference_from(self.builder)
        except (ImportError, AttributeError):
            difference = "has no MentorKit, or another one"
        except OutOfBounds as error:
            difference = f"cannot make books: its process {error}"
        except BuildFailed as error:
            difference = f"cannot make books: {error}"
        except RuntimeError as error:
            if "deserialization" not in str(error):
                raise
            hint = "start it in the same environment as the workers, with MentorKit in it"
            return self._problem("the scheduler of this cluster has no MentorKit, or other packages", hint)
        return worker_processes.mismatch(worker, difference) if difference else None

    def _finish(self, future: Future[Any], job: Job, inner: Future[TaskResult]) -> None:
        """Unpack what a worker sent, or tell why there is nothing."""
        if future.done():  # it was given up
            return
        try:
            if self._ended.is_set():
                raise CancelledError  # the folder of its job is deleted by now
            future.set_result(inner.result().unpack(job.folder, job.cache))
        except KilledWorker:
            message = f"the workers that were at work on {job.toolkit.id} ended, one after the other"
            hint = "see their logs; where their machines run out of memory, give each fewer threads"
            _settle(future, BuildFailed([self._problem(message, hint)]))
        except CancelledError:
            _settle(future, self._gone())
        except BaseException as error:
            _settle(future, error)

    def _gone(self) -> BuildFailed:
        hint = "what was finished before is published; once the cluster runs again, build again: the rest is made"
        return BuildFailed([self._problem("the connection to this cluster was lost", hint)])

    def _without_workers(self) -> BuildFailed:
        hint = "what was finished before is published; start workers and build again: the rest is made"
        message = f"all workers of this cluster are gone, and for {_WITHOUT_WORKERS} seconds no other has come"
        return BuildFailed([self._problem(message, hint)])

    def _problem(self, message: str, hint: str) -> Problem:
        return Problem("cluster", message, Span(self.address), hint)


def _settle(future: Future[Any], error: BaseException) -> None:
    """End a future with an error, if nothing else has ended it in this moment."""
    with suppress(InvalidStateError):
        future.set_exception(error)


def _is_lost(answer: Future[Any]) -> bool:
    """Whether a worker was lost before it could answer."""
    return answer.cancelled() or isinstance(answer.exception(), CancelledError | KilledWorker)
