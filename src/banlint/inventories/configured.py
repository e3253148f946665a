"""What configures network devices: SONiC's database, Nornir's hosts, Oxidized's list. Drivers are no makers."""

from __future__ import annotations

from collections.abc import Iterator

from banlint.inventories.beside import Own
from banlint.inventories.pick import at, identifiers, mappings
from banlint.inventories.scalars import text
from banlint.inventories.walk import UNNAMED, Shape, Walker
from banlint.model import Asset, Data, Identifier, Role

_TABLES = frozenset({
    "DEVICE_METADATA", "VLAN", "VLAN_MEMBER", "PORT", "PORTCHANNEL", "LOOPBACK_INTERFACE", "ACL_TABLE",
    "VLAN_INTERFACE",
    "BGP_NEIGHBOR", "DEVICE_NEIGHBOR", "INTERFACE", "FEATURE", "AAA", "TACPLUS", "RADIUS", "CRM", "MGMT_INTERFACE",
    "FLEX_COUNTER_TABLE", "VERSIONS", "NTP_SERVER", "SYSLOG_SERVER",
})  # fmt: skip
_HOST = frozenset(
    {"hostname", "port", "username", "password", "platform", "groups", "data", "connection_options", "defaults"}
)
_NORNIR = Shape(
    inlined=frozenset({"data"}), ignored=frozenset({"connectionoptions", "groups"}), keys={"platform": None}
)


class Sonic:
    """A configuration database: tables of rows, nested or with joined keys."""

    name = "sonic-config-db"
    beside = Own(
        "AAA ACL_* ASIC_SENSORS AUTO_TECHSUPPORT* BANNER_MESSAGE BGP_* BREAKOUT_CFG BUFFER_* CABLE_LENGTH*"
        " CHASSIS_MODULE CONSOLE_* COREDUMP CRM* DEFAULT_LOSSLESS_* DEVICE_METADATA* DEVICE_NEIGHBOR* DHCP_*"
        " DHCPv* DNS_* DOT1P_* DPU* DSCP_* EXP_* FABRIC_* FDB* FEATURE* FG_NHG* FLEX_COUNTER_* GNMI GRPC*"
        " HEARTBEAT INTERFACE* KDUMP KUBERNETES_* LACP* LDAP* LLDP* LOGGER LOOPBACK_INTERFACE* LOSSLESS_* MACSEC_*"
        " MAP_PFC_* MCLAG_* MGMT_* MIRROR_* MPLS_* MUX_* NAT_* NEIGH* NTP* PASSW_HARDENING PBH_* PEER_SWITCH PFC_*"
        " PFC_WD* PORT* POLICER QUEUE* RADIUS* RESTAPI* ROUTE_* SAG* SCHEDULER* SFLOW* SNMP* SSH_* STATIC_ROUTE*"
        " STORM_* STP* SUBINTERFACE* SWITCH_* SYSLOG_* SYSTEM_* TACPLUS* TC_* TELEMETRY* TUNNEL* VERSIONS* VLAN*"
        " VNET* VOQ_* VRF* VXLAN_* WARM_* WRED_* XCVRD*"
    )

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with names of its tables, in capitals."""
        if not isinstance(data, dict) or not data:
            return False
        if isinstance(at(data, "DEVICE_METADATA", "localhost") or data.get("DEVICE_METADATA|localhost"), dict):
            return True
        heads = {key.partition("|")[0] for key in data}
        return all(head.isupper() for head in heads) and not _TABLES.isdisjoint(heads)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The device itself. Its neighbours are others."""
        for path in (("DEVICE_METADATA", "localhost"), ("DEVICE_METADATA|localhost",)):
            row = at(data, *path)
            found = list(
                identifiers(row, path, ((Role.MODEL, ("hwsku",)), (Role.MAC, ("mac",)), (Role.TEXT, ("platform",))))
            )
            maker, dash, _ = text(at(row, "hwsku")).partition("-")
            if dash:
                found.append(Identifier(Role.BRAND, maker, (*path, "hwsku"), "hwsku"))
            if found:
                yield Asset(text(at(row, "hostname")) or UNNAMED, path, tuple(found))


class Nornir:
    """Hosts or groups by name, each with connection settings and free data."""

    name = "nornir"

    def recognises(self, data: Data, name: str) -> bool:
        """A mapping of mappings with none but a host's keys, or the defaults for them."""
        if not isinstance(data, dict) or not data:
            return False
        if name.rpartition("/")[2].endswith(("defaults.yaml", "defaults.yml")) and data.keys() <= _HOST:
            return True
        hosts = [one for one in data.values() if one is not None]
        if hosts and all(isinstance(one, dict) and one.keys() <= _HOST for one in hosts):
            return any(one for one in hosts)
        return data.keys() <= _HOST and len(data.keys() & {"port", "username", "password", "platform", "data"}) > 1

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a host whose data says anything of its hardware."""
        for host, settings in data.items() if isinstance(data, dict) else ():
            walker = Walker(_NORNIR)
            walker.visit(settings, (host,))
            for asset in walker.assets():
                yield asset._replace(name=host) if asset.path == (host,) else asset


class RouterDb:
    """The rows that the reader of `router.db` makes."""

    name = "oxidized"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """Rows with a driver."""
        return isinstance(at(data, 0), dict) and "oxidized_model" in (at(data, 0) or ())  # type: ignore[operator]

    def assets(self, data: Data) -> Iterator[Asset]:
        """One asset a row: nothing but the driver is known of it, so that its maker stays undetermined."""
        for path, row in mappings(data, ()):
            yield Asset(text(row.get("name")), path, tuple(identifiers(row, path, ((Role.TEXT, ("oxidized_model",)),))))
