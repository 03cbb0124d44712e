"""A Virtuoso of our own on loopback, filled as a test wants it, and servers that misbehave."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import pytest

from expograph import remote
from expograph.store.engine import Engine
from expograph.store.generations import current

USER, PASSWORD = "dba", "kept for a test"

INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
ErrorLogLevel = 7
FileExtend = 200
TempStorage = TempDatabase

[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx

[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
CaseMode = 2
AllowOSCalls = 0
NumberOfBuffers = 20000
MaxDirtyBuffers = 15000

[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 8
EnabledDavVSP = 0

[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(slots=True)
class Virtuoso:
    """A running Virtuoso, and what it was last filled with."""

    sparql: str
    graph_store: str
    holds: Path | None = None

    def publish(self, quads_file: Path, password: str = PASSWORD) -> remote.Published:
        """Let it hold the graphs of a file, and count them by SPARQL."""
        self.holds = None
        published = remote.publish(
            quads_file, self.graph_store, endpoint=self.sparql, user=USER, password=password
        )
        self.holds = quads_file
        return published

    def holding(self, quads_file: Path) -> remote.Endpoint:
        """Return an endpoint that holds the graphs of a file."""
        if self.holds != quads_file:
            self.publish(quads_file)
        return remote.Endpoint(self.sparql)


class Loaded(NamedTuple):
    """A graph as N-Quads and in the embedded engine."""

    quads_file: Path
    engine: Engine


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A real Virtuoso on free ports of loopback; skipped where it is not installed."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        reason = "virtuoso-t is not installed (Debian: virtuoso-opensource-7)"
        if os.environ.get("EXPOGRAPH_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("virtuoso")
    http, sql = free_ports(2)
    (folder / "virtuoso.ini").write_text(INI.format(http=http, sql=sql), encoding="utf-8")
    with running(binary, folder, f"http://127.0.0.1:{http}") as address:
        yield Virtuoso(f"{address}/sparql", f"{address}/sparql-graph-crud-auth")


def free_ports(number: int) -> list[int]:
    """Return ports on which nothing listens."""
    with ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in sockets]


@contextmanager
def running(binary: str, folder: Path, address: str) -> Iterator[str]:
    """Run a Virtuoso in a folder that holds its ini; it is stopped at the end."""
    command = [binary, "+configfile", "virtuoso.ini", "+foreground"]
    passwords = ["+pwdold", "dba", "+pwddba", PASSWORD, "+pwddav", PASSWORD]
    with (folder / "output.txt").open("wb") as output:
        # it makes its database, sets the password and ends
        subprocess.run(
            [*command, *passwords],
            cwd=folder,
            stdout=output,
            stderr=output,
            timeout=120,
            check=False,
        )
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output)
        try:
            wait_until_it_answers(process, folder, address)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def wait_until_it_answers(process: subprocess.Popen[bytes], folder: Path, address: str) -> None:
    """Return once the server answers; fail with the end of its log when it does not."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(600):
        try:
            opener.open(f"{address}/sparql?query=ASK%20%7B%7D", timeout=10).close()
            return
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    log = folder / "virtuoso.log"
    told = log.read_text(encoding="utf-8", errors="replace") if log.exists() else "it wrote no log"
    pytest.fail(f"Virtuoso does not answer at {address}: {told[-2000:]}")


@pytest.fixture(scope="session")
def built_in(store: Path, engine: Engine) -> Loaded:
    """The built-in graph."""
    return Loaded(current(store).quads_file, engine)


@pytest.fixture(scope="session")
def example(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """The reference example."""
    trig = (shared / "example" / "graph.trig").read_bytes()
    quads = pyoxigraph.parse(trig, format=pyoxigraph.RdfFormat.TRIG)
    lines = sorted(f"{quad.triple!s} {quad.graph_name} ." for quad in quads)
    return loaded(lines, tmp_path_factory.mktemp("example") / "graph.nq")


def loaded(lines: list[str], quads_file: Path) -> Loaded:
    """Write lines of N-Quads to a file and load them."""
    quads_file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    engine = Engine.in_memory()
    engine.load(lines)
    return Loaded(quads_file, engine)


class Said(NamedTuple):
    """One request that came in."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Canned:
    """What a server of a test answers, and what it was asked."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    delay: float = 0.0
    length: int | None = None
    asked: list[Said] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def serving() -> Iterator[Callable[..., Canned]]:
    """Start a server that gives one answer to everything: ``serving(status=…, body=…)``."""
    with ExitStack() as stack:

        def start(**answer: object) -> Canned:
            canned = Canned(**answer)  # type: ignore[arg-type]
            server = ThreadingHTTPServer(("127.0.0.1", 0), answering(canned))
            server.daemon_threads = True
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            canned.address = f"http://127.0.0.1:{server.server_address[1]}/sparql"
            return canned

        yield start


def answering(canned: Canned) -> type[BaseHTTPRequestHandler]:
    """Return a handler that notes what it is asked and gives the canned answer."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            canned.asked.append(Said(self.command, self.path, dict(self.headers), body))
            time.sleep(canned.delay)
            self.send_response(canned.status)
            for name, value in canned.headers.items():
                self.send_header(name, value)
            length = len(canned.body) if canned.length is None else canned.length
            self.send_header("Content-Length", str(length))
            self.end_headers()
            self.wfile.write(canned.body)

        do_GET = do_POST = do_PUT = do_DELETE = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler
