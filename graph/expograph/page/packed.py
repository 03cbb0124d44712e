"""Brings texts into the forms in which a page carries them, and says which scripts may run."""

import gzip
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_EFFORT = 5
"""Of gzip: 6 takes twice as long, for three hundredths less of the evidence."""


def packed(text: str) -> str:
    """Return ``text`` compressed, in letters that mean nothing in HTML.

    >>> packed("a" * 1000) == packed("a" * 1000), len(packed("a" * 1000)) < 60
    (True, True)
    """
    return b64encode(gzip.compress(text.encode("utf-8"), _EFFORT, mtime=0)).decode("ascii")


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return a content security policy under which these scripts and styles work, and no other.

    Nothing is fetched, no script is evaluated, no form is sent.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {_hashes(scripts)}",
            f"style-src {_hashes(styles)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lib",
        ]
    )


def _hashes(texts: Iterable[str]) -> str:
    digests = (sha256(text.encode("utf-8")).digest() for text in texts)
    return " ".join(f"'sha256-{b64encode(digest).decode('ascii')}'" for digest in digests)
