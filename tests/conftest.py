"""No test reaches the network: an audit hook refuses every address but this machine's own.

And no test of properties fails for the machine being slow: where time is what is promised, a test measures CPU time.
"""

import ipaddress
import socket
import sys

import pytest
from hypothesis import settings

settings.register_profile("patient", deadline=None)
settings.load_profile("patient")
_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"})
_NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


class NetworkError(RuntimeError):
    """A test went for the network."""


def _is_own(host):
    if host in ("", "localhost", None):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse(event, arguments):
    if event in _EVENTS:
        address = arguments[1]
        if isinstance(address, tuple) and not _is_own(address[0]):
            raise NetworkError(f"{event} {address!r}")
    elif event in _NAMES:
        host = arguments[0]
        if not _is_own(host.decode() if isinstance(host, bytes) else host):
            raise NetworkError(f"{event} {host!r}")


assert socket
sys.addaudithook(_refuse)


@pytest.fixture
def unmeasured(monkeypatch):
    """Processes that the test starts are not measured for coverage: they tell which modules they load."""
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
