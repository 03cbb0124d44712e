"""The front door of the command line: exit statuses, streams, and the short way to ``query``.

0 done · 1 a bug, with its traceback · 2 nothing done · 3 done, but some of the input left out.
"""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper

from expograph.errors import ExpographError


def main(words: list[str] | None = None) -> None:
    """Run ``expograph`` with the words of the command line, and exit with its status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _run(sys.argv[1:] if words is None else words)
        sys.stdout.flush()
    except ExpographError as error:
        print(f"expograph: {error}", file=sys.stderr)
        status = 2
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    except KeyboardInterrupt:
        print("expograph: stopped", file=sys.stderr)
        status = 130
    sys.exit(status)


def _run(words: list[str]) -> int:
    if words[:1] == ["query"] and words[1:2] not in (["--help"], ["-h"]):
        from expograph.ask import run

        return run(words[1:])
    from expograph.cli import command_line

    return command_line(words)


if __name__ == "__main__":
    main()
