"""How exports say that a thing is no more in use."""

from __future__ import annotations

import pytest

from banlint.inventories.servicenow import ServiceNow
from banlint.inventories.snipeit import SnipeIt


@pytest.mark.parametrize(("meta", "status"), [("archived", "archived"), ("deployed", "Ours")])
def test_snipe_its_kind_of_a_label_says_what_its_words_may_not(meta: str, status: str):
    row = {"asset_tag": "1", "rtd_location": None, "status_label": {"name": "Ours", "status_meta": meta}}
    (asset,) = SnipeIt().assets({"total": 1, "rows": [{**row, "manufacturer": {"name": "Acme"}}]})
    assert asset.facts["status"].value == status


@pytest.mark.parametrize(
    ("written", "status"), [("7", "retired"), ("1", "1"), ({"display_value": "Retired", "value": "7"}, "Retired")]
)
def test_the_numbers_of_servicenow_are_read(written: object, status: str):
    row = {"sys_id": "a" * 32, "name": "x", "manufacturer": "Acme", "install_status": written}
    (asset,) = ServiceNow().assets({"result": [row]})
    assert asset.facts["status"].value == status
