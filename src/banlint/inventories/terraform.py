"""Terraform state: providers are clouds, not makers; only what inventories in it say of hardware is read."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import at, mappings
from banlint.inventories.scalars import text
from banlint.inventories.walk import Walker
from banlint.model import Asset, Data, Path

# Resources of these kinds describe hardware; whatever a cloud's own resources say is about the cloud.
_KINDS = ("netbox_", "nautobot_", "maas_", "snipeit_", "metal_device", "equinix_metal_device", "redfish_", "meraki_")


class Terraform:
    """A state file, version 3 or 4."""

    name = "terraform-state"
    beside = Own(
        "version terraform_version serial lineage resources modules check_results format_version values/root_module"
    )

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
                for here, instance in mappings(resource.get("instances"), (*path, "instances")):
                    yield from _attributes(
                        instance.get("attributes"), (*here, "attributes"), text(resource.get("name"))
                    )
        yield from _planned(data)
        for path, module in mappings(data.get("modules"), ("modules",)):
            resources = module.get("resources")
            for name, one in resources.items() if isinstance(resources, dict) else ():
                primary = one.get("primary") if isinstance(one, dict) else None
                if name.startswith(_KINDS) and isinstance(primary, dict):
                    steps = (*path, "resources", name, "primary", "attributes")
                    yield from _attributes(primary.get("attributes"), steps, name)


def _planned(data: Data) -> Iterator[Asset]:
    """What `terraform show -json` prints: modules within modules, and the values of their resources."""
    stack: list[tuple[Path, Data]] = [(("values", "root_module"), at(data, "values", "root_module"))]
    while stack:
        path, module = stack.pop()
        for here, resource in mappings(at(module, "resources"), (*path, "resources")):
            if text(resource.get("type")).startswith(_KINDS):
                yield from _attributes(resource.get("values"), (*here, "values"), text(resource.get("name")))
        stack.extend(reversed([*mappings(at(module, "child_modules"), (*path, "child_modules"))]))


def _attributes(data: Data, path: Path, name: str) -> Iterator[Asset]:
    walker = Walker()
    walker.visit(data, path)
    for asset in walker.assets():
        yield asset._replace(name=name) if asset.path == path and asset.name == path[-1] else asset
