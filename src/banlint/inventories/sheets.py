"""Tables of asset managers and registers: NetBox's bulk CSV, Snipe-IT, Ralph, GLPI, GeoNet's."""

from __future__ import annotations

from banlint.inventories.records import MAKER, MODEL, NAME, PART, SERIAL, SUPPLIER, TEXT, Nothing, Records, fact

# In these tables the model stands under "Type".
NetBoxCsv = Records(
    "netbox-csv",
    "Rack|Manufacturer|Type",
    "Asset tag|Manufacturer|Type",
    "device_type|manufacturer|site",
    "module_type|module_bay|device",
    keys={
        "Type": MODEL,
        "device_type": MODEL,
        "Role": fact("category"),
        "role": fact("category"),
        "device_role": fact("category"),
        "Platform": None,
        "platform": None,
        "Tenant": None,
        "Rack": None,
        "cluster": None,
    },
)
SnipeItCsv = Records(
    "snipeit-csv",
    "Model Notes|Manufacturer|Model Number",
    "Asset Tag|Manufacturer|Model Number",
    "Asset Tag|Manufacturer|Model No.",
    keys={
        "Model Number": PART,
        "Model No.": PART,
        "Name": NAME,
        "Asset Name": NAME,
        "Model Notes": TEXT,
        "Asset Notes": TEXT,
        "Company": None,
    },
)
SnipeItModels = Records(
    "snipeit-models-csv",
    "Fieldset|Name|Manufacturer",
    keys={"Name": MODEL, "Model Number": PART, "Model Notes": TEXT},
)
SnipeItOther = Nothing("snipeit-other-csv", "Licensed To Name|seats", "Employee Number|Username|Job Title")
# `model_str` says maker and model in one.
Ralph = Records(
    "ralph",
    "service_env|model|sn|barcode",
    "model_str|sn|barcode",
    "configuration_path|model|sn",
    keys={
        "model": MODEL,
        "model_str": MODEL,
        "sn": SERIAL,
        "provider": SUPPLIER,
        "invoice_date": fact("purchase_date"),
        "delivery_date": fact("installed_on"),
        "order_no": fact("order"),
        "property_of": None,
        "barcode": None,
        "parent": None,
    },
)
GeoNet = Records(
    "geonet",
    "Make|Model|Serial|Start Date",
    "Make|Model|Serial|Number|Notes",
    keys={
        "Make": MAKER,
        "Number": None,
        "Place": fact("site"),
        "Mark": fact("site"),
        "Start Date": fact("installed_on"),
        "End Date": fact("retired_on"),
        "Role": None,
    },
)

SHEETS = (SnipeItOther, SnipeItModels, SnipeItCsv, NetBoxCsv, Ralph, GeoNet)
