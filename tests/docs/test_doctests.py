"""The examples in docstrings are true."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import banlint

NAMES = [one.name for one in pkgutil.walk_packages(banlint.__path__, "banlint.") if not one.name.endswith("__main__")]


@pytest.mark.parametrize("name", ["banlint", *NAMES])
def test_the_examples_of_a_module_give_what_they_say(name):
    assert doctest.testmod(import_module(name)).failed == 0
