"""Terraform state: providers are clouds, not makers; only what inventories in it say of hardware is read."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import mappings
from banlint.inventories.walk import Walker, text
from banlint.model import Asset, Data, Path

# Resources of these kinds describe hardware; whatever a cloud's own resources say is about the cloud.
_KINDS = ("netbox_", "nautobot_", "maas_", "snipeit_", "metal_device", "equinix_metal_device", "redfish_", "meraki_")


class Terraform:
    """A state file, version 3 or 4."""

    name = "terraform-state"
    beside = Own("version terraform_version serial lineage resources modules check_results format_version")

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with a version, a serial number and resources or modules."""
        return (
            isinstance(data, dict)
            and ("terraform_version" in data or "lineage" in data)
            and ("resources" in data or "modules" in data or "values" in data or "serial" in data)
        )

    def assets(self, data: Data) -> Iterator[Asset]:
        """The hardware that resources of inventory providers describe."""
        assert isinstance(data, dict)
        for path, resource in mappings(data.get("resources"), ("resources",)):
            kind = text(resource.get("type"))
            if kind.startswith(_KINDS):
                for at, instance in mappings(resource.get("instances"), (*path, "instances")):
                    yield from _attributes(instance.get("attributes"), (*at, "attributes"), text(resource.get("name")))
        for path, module in mappings(data.get("modules"), ("modules",)):
            resources = module.get("resources")
            for name, one in resources.items() if isinstance(resources, dict) else ():
                primary = one.get("primary") if isinstance(one, dict) else None
                if name.startswith(_KINDS) and isinstance(primary, dict):
                    steps = (*path, "resources", name, "primary", "attributes")
                    yield from _attributes(primary.get("attributes"), steps, name)


def _attributes(data: Data, path: Path, name: str) -> Iterator[Asset]:
    walker = Walker()
    walker.visit(data, path)
    for asset in walker.assets():
        yield asset._replace(name=name) if asset.path == path and asset.name == "attributes" else asset
