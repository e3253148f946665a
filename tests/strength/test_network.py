"""Checking opens no connection; and the tests could not either."""

import json
import socket
import subprocess
import sys

import pytest

WATCHED = """
import sys

def refuse(event, arguments):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"):
        raise RuntimeError(event)

sys.addaudithook(refuse)
from banlint.cli.main import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("example.com", 443)])
def test_no_test_reaches_the_network(address):
    with pytest.raises(RuntimeError, match=r"socket\."):
        socket.create_connection(address, timeout=1)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_check_opens_no_connection(environment, inventories, tmp_path, jobs):
    arguments = ["check", "--isolated", "-j", jobs, "--format", "json", inventories(70)]
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *arguments], cwd=tmp_path, env=environment, check=False, capture_output=True
    )
    assert done.returncode == 1, done.stderr.decode()
    assert json.loads(done.stdout)["counts"]["assets"] == 70
