"""The front door of the command line: exit statuses, streams, and the short way to ``query``.

0 done · 1 a bug, with its traceback · 2 nothing done · 3 done, but some of the input left out.
"""

from __future__ import annotations

import errno
import os
import sys
from io import BytesIO, TextIOWrapper

from expograph.errors import ExpographError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def main(words: list[str] | None = None) -> None:
    """Run ``expograph`` with the words of the command line, and exit with its status."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed before we came
            setattr(sys, name, TextIOWrapper(BytesIO(), encoding="utf-8"))
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    given = sys.argv[1:] if words is None else words
    only_asks = words is None and given[:1] in (["query"], ["sparql"])
    if only_asks:
        _may_be_stopped()
    try:
        status = _run(given)
        sys.stdout.flush()
    except ExpographError as error:
        print(f"expograph: {error}", file=sys.stderr)
        status = 2
    except BrokenPipeError:
        _write_no_more()
        status = 0
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _write_no_more()
        print(f"expograph: the answer cannot be written ({error.strerror})", file=sys.stderr)
        status = 2
    except KeyboardInterrupt:
        print("expograph: stopped", file=sys.stderr)
        status = 130
    if only_asks:
        sys.stderr.flush()
        os._exit(status)  # taking down what was only read costs more than a query
    sys.exit(status)


def _may_be_stopped() -> None:
    """Let Ctrl-C end the process at once: the engine hears nothing until it has answered."""
    import signal

    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


def _write_no_more() -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(words: list[str]) -> int:
    if words[:1] == ["query"] and words[1:2] not in (["--help"], ["-h"]):
        from expograph.ask import run

        return run(words[1:])
    from expograph.cli import command_line

    return command_line(words)


if __name__ == "__main__":
    main()
