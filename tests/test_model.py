"""The vocabulary is imported from `banlint.model`, wherever in it a type stands."""

import importlib
import pickle
import pkgutil

import pytest

from banlint import model

MODULES = [importlib.import_module(f"banlint.model.{one.name}") for one in pkgutil.iter_modules(model.__path__)]
# A part of a type that is there, and no type.
UNSAID = {"Part_co"}


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__)
def test_what_a_module_defines_is_exported(module):
    own = {
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }
    assert own
    assert own - UNSAID <= set(model.__all__)


def test_what_is_exported_is_there_once():
    assert len(model.__all__) == len(set(model.__all__))
    assert all(hasattr(model, name) for name in model.__all__)


def test_a_value_comes_back_from_another_process_as_it_was():
    asset = model.Asset("gate", ("assets", 0), (model.Identifier(model.Role.MAC, "x", ("assets", 0, "mac"), "mac"),))
    registered = model.Registered("house", asset)
    again = pickle.loads(pickle.dumps(registered))
    assert again == registered
    assert type(again) is model.Registered
    assert type(again.part.identifiers[0].role) is model.Role


def test_confidences_are_ranked_from_the_weakest():
    assert [one.rank for one in model.Confidence] == [0, 1, 2]
    assert model.Confidence.CERTAIN.rank == 2
