"""Does a piece of work on each of many things, in processes that may die of it or be stopped.

Whatever parses bytes of others can crash, hang or eat memory, and no ``except`` sees it. That costs
the one thing that was being worked on, which is named; the others are done.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path
from time import monotonic, process_time
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_FOR_EACH = 8
"""So many things make it worth the while to start another process."""

_GRACE = 1
"""Seconds after which what could not be stopped in good manner is ended with its process."""

_PATIENCE = 4
"""So many times as long as the processor may work on it, a thing may take on the clock."""


class TooLong(BaseException):
    """A piece of work takes longer than it may; nothing that is at work makes light of it."""


class Died(Exception):
    """A process died of a piece of work."""


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """What came of the work on one thing: a result, or the error that it ended with."""

    thing: T
    result: R | None = None
    error: BaseException | None = None


def work_on_each(
    work: Callable[[T], R],
    things: Sequence[T],
    executor: Executor | None = None,
    *,
    seconds: float,
    megabytes: int,
) -> Iterator[Done[T, R]]:
    """Yield what comes of each thing, in the order in which they are done.

    Without an executor, processes are started as by ``spawn``, each thing may take so many seconds
    and its process so much memory beyond what it has at the start; ``TooLong``, ``MemoryError`` or
    ``Died`` is the error of one that does not keep to it. With an executor, nothing limits them.
    """
    left = deque(things)
    if executor:
        yield from _handed_out(work, left, executor, 4 * (os.cpu_count() or 1))
        return
    limited = partial(_limited, work, seconds, megabytes)
    number = min(_cores(), 1 + len(things) // _FOR_EACH)
    while left:
        doubtful: list[T] = []
        with _processes(number) as pool:
            for done in _handed_out(limited, left, pool, number, seconds):
                if isinstance(done.error, Died):
                    doubtful.append(done.thing)
                else:
                    yield done
        for thing in doubtful:  # of several, only one was the cause
            with _processes(1) as pool:
                yield from _handed_out(limited, deque([thing]), pool, 1, seconds)


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


def _handed_out(
    work: Callable[[T], R],
    left: deque[T],
    executor: Executor,
    most: int,
    seconds: float = float("inf"),
) -> Iterator[Done[T, R]]:
    """Yield what comes of things, of which so many at most are handed out at a time.

    Ends when the executor broke: then what was handed out has ``Died``, the rest stays in ``left``.
    """
    running: dict[Future[R], tuple[T, float]] = {}
    broken = False
    try:
        while (left and not broken) or running:
            while left and not broken and len(running) < most:
                with _deaf_to_ctrl_c():
                    future = executor.submit(work, left[0])
                running[future] = (left.popleft(), monotonic())
            for future in wait(running, return_when=FIRST_COMPLETED).done:
                thing, began = running.pop(future)
                error = future.exception()
                if isinstance(error, BrokenProcessPool):
                    broken = True
                    error = TooLong() if monotonic() - began >= seconds else Died()
                yield Done(thing, None if error else future.result(), error)
    except BrokenProcessPool:  # between two things
        for thing, _ in running.values():
            yield Done(thing, None, Died())
    finally:
        for future in running:
            future.cancel()


@contextmanager
def _processes(number: int) -> Iterator[Executor]:
    """Yield a pool of processes, which end at once when what is done here does not end well."""
    others = {*active_children()}
    pool = ProcessPoolExecutor(number, get_context("spawn"), initializer=_begin)
    try:
        yield pool
    except BaseException:
        for process in {*active_children()} - others:
            process.kill()
        raise
    finally:  # a thread of the pool that outlives it may write when the interpreter has closed
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Let the processes that are started here not hear of Ctrl-C; this one answers for them."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Let a new process end with the one that started it, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def watch() -> None:
        if parent := parent_process():
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _limited(work: Callable[[T], R], seconds: float, megabytes: int, thing: T) -> R:
    """Work on a thing within the limits of time and memory.

    Time is what the processor spends on it, so that a busy machine harms nobody; whatever waits for
    something else is ended, with its process, after some times as long.
    """
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(_PATIENCE * seconds, exit=True, file=nowhere)
        try:
            with _alarm(seconds), _memory(megabytes):
                return work(thing)
        finally:
            faulthandler.cancel_dump_traceback_later()


@contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise ``TooLong`` in what is done here when the time is over, where the system can.

    Who does not hear it, as native code does not, is ended with the process.
    """
    if not hasattr(signal, "setitimer"):  # Windows
        yield
        return
    import resource

    def ring(*_: Any) -> None:
        raise TooLong

    before = resource.getrlimit(resource.RLIMIT_CPU)
    over = int(process_time() + seconds) + 1 + _GRACE
    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds, seconds)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (over, before[1]))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        resource.setrlimit(resource.RLIMIT_CPU, before)


@contextmanager
def _memory(megabytes: int) -> Iterator[None]:
    """Let what is done here take no more memory than this beyond what there is, where known."""
    try:
        import resource

        pages = int(Path("/proc/self/statm").read_text().split()[5])
    except (ImportError, OSError):
        yield
        return
    before = resource.getrlimit(resource.RLIMIT_DATA)
    now = pages * resource.getpagesize()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (now + megabytes * 1_000_000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, before)
