"""Nothing found of a ban that is not judged would read as nothing to find."""

import pytest

from banlint.api.ask import question
from banlint.catalog import load
from banlint.errors import UsageError


@pytest.fixture(scope="module")
def catalog():
    return load()


def test_bans_that_do_not_bind_the_asker_are_not_selected_in_silence(catalog):
    with pytest.raises(UsageError, match="us-bis-entity-list does not bind us-federal-contractor") as error:
        question(catalog, select=["us-bis-entity-list"])
    assert "--profile us-exporter" in error.value.mend
    with pytest.raises(UsageError, match="does not bind us-dod"):
        question(catalog, profiles=["us-dod"], select=["gb-*", "hikvision"])


@pytest.mark.parametrize(
    "select", [["us-bis-entity-list", "us-ndaa-2019-889b"], ["us-*"], ["hikvision"], ["*"], ["us-bis", "us-ndaa"]]
)
def test_where_one_of_them_binds_the_others_may_be_selected_too(catalog, select):
    assert question(catalog, select=select).select == tuple(select)


def test_what_is_selected_and_ignored_leaves_no_question(catalog):
    with pytest.raises(UsageError, match="ignored"):
        question(catalog, select=["us-ndaa-2019-889b"], ignore=["us-ndaa"])
    assert question(catalog, select=["us-ndaa"], ignore=["us-ndaa-2019-889b"])
