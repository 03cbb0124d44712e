"""Work on many things: what one of them does to its process costs that one alone."""

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from expograph.working import Died, TooLong, work_on_each

GRAPH = Path(__file__).parents[1] / "graph"


def results(work: Callable[[Any], Any], things: list[Any], **limits: float) -> dict[Any, Any]:
    """Return the result for each thing, or the kind of error that it ended with."""
    most = {"seconds": 20, "megabytes": 400, **limits}
    seconds, megabytes = most["seconds"], int(most["megabytes"])
    done = list(work_on_each(work, things, seconds=seconds, megabytes=megabytes))
    assert len(done) == len(things)
    return {each.thing: type(each.error) if each.error else each.result for each in done}


def test_each_thing_is_worked_on_once() -> None:
    assert results(math.factorial, [*range(30)]) == {n: math.factorial(n) for n in range(30)}


def test_an_error_is_that_of_its_thing() -> None:
    assert results(math.sqrt, [4, -1, 9]) == {4: 2, -1: ValueError, 9: 3}


def test_a_thing_that_ends_its_process_costs_no_other() -> None:
    calls = ["1", "__import__('os').abort()", "2", "__import__('os')._exit(0)", *"34567"]
    assert results(eval, [*calls]) == {
        call: Died if call[0] == "_" else int(call) for call in calls
    }


BUSY = "[None for _ in iter(int, 1) if _]"
"""Work without an end."""


def test_a_thing_that_takes_too_long_is_stopped() -> None:
    assert results(eval, ["1", BUSY, "2"], seconds=1) == {"1": 1, BUSY: TooLong, "2": 2}


def test_a_thing_that_hears_nothing_is_ended_with_its_process() -> None:
    deaf = f"__import__('signal').pthread_sigmask(0, {{27}}), {BUSY}"
    assert results(eval, ["1", deaf, "2"], seconds=1) == {"1": 1, deaf: TooLong, "2": 2}


def test_a_thing_that_waits_for_ever_is_ended() -> None:
    assert results(time.sleep, [0.01, 60, 0.02], seconds=1) == {0.01: None, 60: TooLong, 0.02: None}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux alone")
def test_a_thing_that_takes_too_much_memory_is_stopped() -> None:
    found = results(bytearray, [1000, 500_000_000], megabytes=100)
    assert found[500_000_000] is MemoryError
    assert found[1000] == bytearray(1000)


@pytest.mark.parametrize("number", [1, 3])
def test_any_executor_can_be_handed_in(number: int) -> None:
    with ThreadPoolExecutor(number) as executor:
        done = work_on_each(math.sqrt, [4, -1, 9], executor, seconds=1, megabytes=1)
        assert {each.thing: each.result for each in done} == {4: 2, -1: None, 9: 3}


def test_no_thread_of_it_is_left_when_it_ends_or_is_given_up() -> None:
    before = {*threading.enumerate()}
    assert len([*work_on_each(math.factorial, [*range(9)], seconds=9, megabytes=400)]) == 9
    assert {*threading.enumerate()} == before
    for _ in work_on_each(time.sleep, [0, *[20] * 19], seconds=60, megabytes=400):
        break
    assert {*threading.enumerate()} == before


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_no_process_is_left_when_the_first_one_ends(ending: int) -> None:
    script = (
        "import time; from expograph.working import work_on_each\n"
        "if __name__ == '__main__':\n"
        "    things = [f'print(__import__(\"os\").getpid(), flush=True) or '\n"
        "              '__import__(\"time\").sleep(50)' for _ in range(20)]\n"
        "    list(work_on_each(eval, things, seconds=60, megabytes=400))"
    )
    started = subprocess.Popen(
        [sys.executable, "-c", script], env={**os.environ, "PYTHONPATH": str(GRAPH)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert started.stdout
    worker = int(started.stdout.readline())
    if ending == signal.SIGINT:
        os.killpg(started.pid, ending)
    else:
        started.kill()
    _, said = started.communicate(timeout=20)
    assert said.count("Traceback") <= 1, said  # the one of the first process
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists():
            return
        time.sleep(0.05)
    pytest.fail("a process lives on")
