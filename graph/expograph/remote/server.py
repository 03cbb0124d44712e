"""Speaks to one server over HTTP; whatever goes wrong there becomes a sentence for the user.

The only module that touches the network. Nothing is sent anywhere but to the address that is given:
a redirect is refused with a sentence that names where it leads, and a password is only sent to the
host of its own address, once that asks for one.
"""

from __future__ import annotations

import http.client
import re
import socket
import ssl
import time
import urllib.request
from html import unescape
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit

from expograph.errors import EndpointError, QueryError, UsageError
from expograph.vocabulary import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from email.message import Message


class Reply(NamedTuple):
    """A whole answer."""

    body: bytes
    headers: Message


class Server:
    """An address that was named, and how it is spoken to; what goes wrong becomes a sentence."""

    def __init__(self, address: str, user: str, password: str, timeout: float) -> None:
        self.address = checked(address)
        self.user = user
        self.timeout = timeout
        self._opener = _opener(self.address, user, password)

    def open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        """Send a request as it is; whatever urllib raises is raised."""
        response: http.client.HTTPResponse = self._opener.open(request, timeout=self.timeout)
        return response

    def reply(self, send: Callable[[], http.client.HTTPResponse]) -> Reply:
        """Return the answer to a query, which ``send`` sends."""
        try:
            return self._whole(send)
        except HTTPError as error:
            if error.code == 400:
                raise QueryError(
                    f"{self.address} does not accept the query: {_first_line(error)}"
                ) from None
            raise self._refused(error) from None

    def exchange(self, request: urllib.request.Request, allowed: int = 200) -> Reply | None:
        """Return the answer to a request, or None for the one status that is ``allowed``."""
        request.add_header("User-Agent", agent())
        try:
            return self._whole(lambda: self.open(request))
        except HTTPError as error:
            if error.code == allowed:
                return None
            raise self._refused(error) from None

    def _whole(self, send: Callable[[], http.client.HTTPResponse]) -> Reply:
        end = time.monotonic() + self.timeout
        try:
            with send() as response:
                body = b"".join(_blocks(response, end))
                headers = response.headers
        except HTTPError:
            raise
        except URLError as error:
            raise self._unreached(error.reason) from None
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise self._unreached(error) from None
        return Reply(body, headers)

    def _unreached(self, reason: object) -> EndpointError:
        host = urlsplit(self.address).hostname
        match reason:
            case TimeoutError():
                said = (
                    f"did not answer within {self.timeout:g} seconds; "
                    "ask for less, or give it more time"
                )
            case ConnectionRefusedError():
                said = "cannot be reached: nothing listens there; is the server running?"
            case socket.gaierror():
                said = f"cannot be reached: there is no host called {host!r}; is it spelt right?"
            case ssl.SSLError():
                said = f"cannot be trusted ({reason.reason or reason}); is it https there?"
            case ValueError():
                said = f"cannot be spoken to ({reason})"
            case _:
                said = f"broke off ({str(reason) or type(reason).__name__}); try again later"
        return EndpointError(f"{self.address} {said}")

    def _refused(self, error: HTTPError) -> EndpointError:
        said = _first_line(error)
        match error.code:
            case 301 | 302 | 303 | 307 | 308:
                there = urljoin(self.address, error.headers.get("Location", ""))
                said = f"sends us on to {there}; if that is right, name it as the address"
            case 401 | 403 if self.user:
                said = f"does not let {self.user!r} do this ({said}); is the password right?"
            case 401 | 403:
                said = f"does not let us do this without a user and a password ({said})"
            case 404:
                said = "is not there (status 404); is the address spelt right?"
            case code:
                said = f"failed with status {code}: {said}"
        return EndpointError(f"{self.address} {said}")


def agent() -> str:
    """Return the name under which we come, with a way to reach us."""
    try:
        number = version("expograph")
    except PackageNotFoundError:
        number = "checkout"
    return f"expograph/{number} (+{BASE.rstrip('/')})"


def checked(address: str) -> str:
    """Return an address of the web; ``UsageError`` for anything else."""
    expected = "an address such as http://localhost:8890/sparql was expected"
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or re.search(r"[\x00-\x20\x7f-\U0010ffff]", address):
        raise UsageError(f"{address!r} is no address of a SPARQL server; {expected}")
    if "@" in parts.netloc:
        raise UsageError(
            f"the address of {parts.hostname} has a user or password in it; give them on their own"
        )
    return address.partition("#")[0]


def origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


class _Digest(urllib.request.HTTPDigestAuthHandler):
    """Answers a server's challenge, and remembers it so that no long request is sent twice."""

    _challenge: Mapping[str, str] | None = None
    retried: int

    def get_authorization(self, req: urllib.request.Request, chal: Mapping[str, str]) -> str | None:
        """Return the answer to a challenge."""
        self._challenge = chal
        return super().get_authorization(req, chal)

    def http_request(self, req: urllib.request.Request) -> urllib.request.Request:
        """Put the answer to the last challenge into a request at once."""
        if self._challenge and not req.has_header(self.auth_header):
            said = self.get_authorization(req, self._challenge)
            req.add_unredirected_header(self.auth_header, f"Digest {said}")
        return req

    https_request = http_request

    def http_error_401(self, *asked: Any) -> http.client.HTTPResponse | None:
        """Leave a server that asks in another way to the next handler."""
        try:
            response: http.client.HTTPResponse | None = super().http_error_401(*asked)
        except ValueError:
            return None
        return response

    def retry_http_digest_auth(
        self, req: urllib.request.Request, auth: str
    ) -> http.client.HTTPResponse | None:
        """Try once; a second challenge means that the password is wrong."""
        if self.retried > 1:
            return None
        response: http.client.HTTPResponse | None = super().retry_http_digest_auth(req, auth)
        return response


class _Basic(urllib.request.HTTPBasicAuthHandler):
    """Sends the password itself, to a server that asks for that."""

    def http_error_401(self, *asked: Any) -> http.client.HTTPResponse | None:
        """Leave a server that asks in another way to the next handler."""
        try:
            response: http.client.HTTPResponse | None = super().http_error_401(*asked)
        except ValueError:
            return None
        return response


class _NoDetours(urllib.request.HTTPRedirectHandler):
    """Follows no redirect; it is raised as an error of its status."""

    def redirect_request(self, *_: object) -> None:
        """Make no request of a redirect."""


def _opener(address: str, user: str, password: str) -> urllib.request.OpenerDirector:
    handlers: list[urllib.request.BaseHandler] = [_NoDetours()]
    if urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1"):
        handlers.append(urllib.request.ProxyHandler({}))
    if user:
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        known.add_password(None, "{}://{}/".format(*origin(address)), user, password)
        handlers += [_Digest(known), _Basic(known)]
    return urllib.request.build_opener(*handlers)


def _blocks(response: http.client.HTTPResponse, end: float) -> Iterator[bytes]:
    """Yield an answer as it comes in; ``TimeoutError`` once it takes too long."""
    while block := response.read1(1 << 16):
        yield block
        if time.monotonic() > end:
            raise TimeoutError
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)


def _first_line(error: HTTPError) -> str:
    """Return what a server says about an error, in one line, or the name of the status."""
    try:
        text = error.read(1 << 16).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        text = ""
    if "<html" in text.lower():
        told = re.search(r"<(xmp|pre|title)\b[^>]*>(.*?)</\1>", text, re.DOTALL | re.IGNORECASE)
        text = unescape(re.sub(r"<[^>]+>", "", told[2])) if told else ""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[0][:300] if lines else f"{error.code} {error.reason}"
