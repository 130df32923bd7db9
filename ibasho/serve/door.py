"""The address of the house: claimed first, listened on last, and knocked on to see if it answers."""

import errno
import http.client
import socket


class CannotServe(Exception):
    """The house cannot be opened; the message says why."""


def claim(host: str, port: str) -> socket.socket:
    """Bind the address before anything else is done; the web server listens on it later."""
    if port not in map(str, range(65536)):
        raise CannotServe(f"PORT は 0 から 65535 までの数字で指定してください。 (PORT={port})")
    door = None
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        door = socket.socket(family, kind, protocol)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
    except OSError as error:
        if door:
            door.close()
        raise CannotServe(_why_not(host, port, error)) from error
    return door


def _why_not(host: str, port: str, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"{host} のポート {port} は、ほかのプログラムが使っています。"
            f"PORT=8001 make run のように別の番号を指定してください。 (port {port} is in use)"
        )
    return f"{host}:{port} で待ち受けられません。 ({error})"


def answers(host: str, port: int) -> bool:
    """Ask /healthz over the network, as an outsider would; a redirect to HTTPS is an answer."""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (asked, not bound)
    connection = http.client.HTTPConnection(near, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
