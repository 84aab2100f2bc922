"""One request, one answer: no redirects, no cookies, no more bytes or seconds than allowed."""

from __future__ import annotations

import contextlib
import http.client
import os
import ssl
import threading
import zlib
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import requests
from requests.adapters import HTTPAdapter
from requests.utils import DEFAULT_CA_BUNDLE_PATH, get_environ_proxies, select_proxy

from .. import __version__
from ..finding import Text
from .address import Address
from .credentials import Credentials
from .guard import Guard
from .settings import RemoteSettings
from .sockets import ending, guarded_pools, no_connection, remaining, timed_pools, tls_context
from .trouble import Trouble

_CHUNK = 16384


class Answer(NamedTuple):
    """A status, headers by lower-case name, and what was wanted of the body.

    `complete` tells whether `body` is all of it; None when it could not be decoded.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes | None
    complete: bool

    @property
    def media_type(self) -> str:
        """The content type without parameters, lower-case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


class _Adapter(HTTPAdapter):
    """Connects as the guard allows; through a proxy, the proxy connects."""

    def __init__(self, guard: Guard, settings: RemoteSettings, context: ssl.SSLContext) -> None:
        self._context = context
        self._guard = guard
        self._seconds = settings.connect_timeout
        super().__init__(pool_connections=64, pool_maxsize=settings.per_host)

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, ssl_context=self._context, **more)
        pools = guarded_pools(self._guard, self._seconds)
        self.poolmanager.pool_classes_by_scheme = pools

    def proxy_manager_for(self, proxy: str, **more: Any) -> Any:
        known = proxy in self.proxy_manager
        manager = super().proxy_manager_for(proxy, ssl_context=self._context, **more)
        if not known:
            manager.pool_classes_by_scheme = timed_pools(manager.pool_classes_by_scheme)
        return manager

    def cert_verify(self, *args: Any, **more: Any) -> None:
        """The context has the authorities already: reading them anew costs each connection."""


class Transport:
    """Sends requests; used by several threads."""

    def __init__(self, settings: RemoteSettings, guard: Guard, credentials: Credentials) -> None:
        self._settings = settings
        self._guard = guard
        self._credentials = credentials
        self._made: _Adapter | None = None
        self._lock = threading.Lock()
        self._agent = settings.user_agent or f"qa-lint/{__version__} (link check)"

    def send(self, method: str, address: Address, headers: Mapping[str, str], limit: int) -> Answer:
        """The answer with up to `limit` decoded bytes of its body; raises Trouble."""
        prepared = requests.Request(method, address.url, headers=self._headers(address, headers))
        try:
            with ending(self._settings.timeout):
                return self._exchange(prepared.prepare(), address, limit)
        except Trouble as trouble:
            raise trouble.at(address.site) from None
        except Exception as error:
            # requests, urllib3, http.client, ssl and the system each have errors of their own.
            raise _trouble(error, self._settings.timeout).at(address.site) from error

    def _headers(self, address: Address, more: Mapping[str, str]) -> dict[str, str]:
        headers = {
            "User-Agent": self._agent,
            "Accept-Encoding": "identity",
            "Accept-Language": "en, zh;q=0.9, *;q=0.5",
            **more,
        }
        authorization = self._credentials.of(address)
        if authorization:
            headers["Authorization"] = authorization
        return headers

    def _exchange(self, request: requests.PreparedRequest, address: Address, limit: int) -> Answer:
        proxies = get_environ_proxies(address.url)
        if select_proxy(address.url, proxies):
            self._ask_guard(address)
        seconds = (self._settings.connect_timeout, self._settings.timeout)
        response = self._adapter().send(request, stream=True, timeout=seconds, proxies=proxies)
        done = False
        try:
            headers = {name.lower(): _text(value) for name, value in response.headers.items()}
            if request.method == "HEAD" or not limit or response.status_code >= 300:
                done = request.method == "HEAD"
                return Answer(response.status_code, headers, b"", False)
            raw, whole = _read(response.raw, limit)
            done = whole
            whole = whole and _is_whole(response.status_code, headers, len(raw))
            body, complete = _decode(raw, whole, headers.get("content-encoding", ""), limit)
            return Answer(response.status_code, headers, body, complete)
        finally:
            # Only a connection that has nothing more to say can be used again.
            if done:
                response.raw.release_conn()
            else:
                response.raw.close()

    def _ask_guard(self, address: Address) -> None:
        """A proxy looks names up itself; what we know to be private is not asked of it."""
        try:
            self._guard.addresses(address.host.strip("[]"), address.port)
        except Trouble as trouble:
            if trouble.kind in ("private", "local"):
                raise

    def _adapter(self) -> _Adapter:
        with self._lock:
            if self._made is None:
                bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE")
                authorities = bundle or DEFAULT_CA_BUNDLE_PATH
                self._made = _Adapter(self._guard, self._settings, tls_context(authorities))
            return self._made

    def close(self) -> None:
        """Close all connections."""
        if self._made is not None:
            self._made.close()


def _is_whole(status: int, headers: Mapping[str, str], size: int) -> bool:
    """Whether `size` bytes are all there is: a server may send less than the asked range."""
    if status != 206:
        return True
    return headers.get("content-range", "").replace(" ", "") == f"bytes0-{size - 1}/{size}"


def _text(value: str) -> str:
    """Header bytes are read as Latin-1; most servers mean UTF-8."""
    with contextlib.suppress(UnicodeError):
        return value.encode("latin-1").decode("utf-8")
    return value


def _read(raw: Any, limit: int) -> tuple[bytes, bool]:
    """Up to `limit` bytes as they are sent, and whether that is all."""
    parts: list[bytes] = []
    size = 0
    while size < limit:
        remaining()
        part = raw.read(min(_CHUNK, limit - size), decode_content=False)
        if not part:
            return b"".join(parts), True
        parts.append(part)
        size += len(part)
    return b"".join(parts), False


def _decode(raw: bytes, whole: bool, coding: str, limit: int) -> tuple[bytes | None, bool]:
    """The body decoded to no more than `limit` bytes; None for what cannot be decoded."""
    coding = coding.strip().lower()
    if coding in ("", "identity"):
        return raw, whole
    if coding not in ("gzip", "x-gzip", "deflate"):
        return None, False
    decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as the header says
    try:
        body = decoder.decompress(raw, limit)
    except zlib.error:
        return None, False
    return body, whole and decoder.eof


def _trouble(error: BaseException, seconds: float) -> Trouble:
    """What an error of any layer means."""
    chain = list(_chain(error))
    for item in chain:
        if isinstance(item, Trouble):
            return item
    for item in chain:
        if isinstance(item, ssl.SSLCertVerificationError):
            reason = item.verify_message or str(item)
            return Trouble(
                "tls", Text(f"的证书无效：{reason}", f"has an invalid certificate: {reason}")
            )
    if any(_is_timeout(item) for item in chain):
        zh, en = f"{seconds:g} 秒内没有答完", f"did not finish its answer in {seconds:g} s"
        return Trouble("timeout", Text(zh, en))
    for item in chain:
        if isinstance(item, ssl.SSLError):
            reason = (item.reason or "TLS").replace("_", " ").lower()
            return Trouble("tls", Text(f"的 TLS 连接失败：{reason}", f"fails in TLS: {reason}"))
        if isinstance(item, requests.exceptions.ProxyError):
            return no_connection(OSError("proxy"))
    named = [item for item in chain if isinstance(item, http.client.HTTPException)]
    reason = type(named[-1] if named else chain[-1]).__name__
    text = Text(f"的应答不合 HTTP 规范（{reason}）", f"does not answer in HTTP: {reason}")
    return Trouble("protocol", text, retry=True)


def _is_timeout(error: BaseException) -> bool:
    return isinstance(error, (TimeoutError, requests.exceptions.Timeout)) or (
        isinstance(error, ssl.SSLError) and "timed out" in str(error)
    )


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An error and those that it wraps, in its arguments, cause or context."""
    seen: set[int] = set()
    queue: list[BaseException] = [error]
    while queue:
        item = queue.pop(0)
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        wrapped = [*item.args, getattr(item, "reason", None), item.__cause__, item.__context__]
        queue += [inner for inner in wrapped if isinstance(inner, BaseException)]
