"""Facts as Ansible, Puppet and Chef gather them of a host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from banlint.inventories.beside import Aside, Own
from banlint.inventories.hosts import Host, Part
from banlint.inventories.pick import at
from banlint.inventories.scalars import text
from banlint.model import Asset, Data, Identifier, Path, Role

_OWN_OF_ANSIBLE = Own(
    "ansible_* facter_* ohai_* _ansible_* module_setup gather_subset changed failed unreachable msg invocation"
    " deprecations warnings ansible_facts/ansible_* ansible_facts/facter_* ansible_facts/ohai_*"
    " ansible_facts/module_setup ansible_facts/gather_subset ansible_facts/discovered_interpreter_python"
)
_KEYS_OF_FACTER = (
    "aio_agent_build aio_agent_version architecture augeas augeasversion az_metadata bios_vendor bios_version"
    " bios_release_date blockdevice* board* chassis* choria clientcert clientversion cloud dhcp_servers disks"
    " dmi domain ec2_metadata ec2_userdata facterversion filesystems fips_enabled fqdn gce hardwareisa"
    " hardwaremodel hostname hypervisors id identity interfaces ipaddress* is_virtual kernel kernelmajversion"
    " kernelrelease kernelversion ldom load_averages lsb* macaddress* macosx* manufacturer memory memoryfree*"
    " memorysize* mountpoints mtu_* netmask* network_* networking operatingsystem* os osfamily partitions path"
    " physicalprocessorcount processor* productname ps puppetversion ruby* scope6* selinux* serialnumber"
    " solaris_zones sp_* ssh* swap* sysctl* system_profiler system_uptime system32 timezone trusted uniqueid"
    " uptime* uuid virtual windows_* xen* zone* zpool* zfs*"
)
_OWN_OF_FACTER = Own(_KEYS_OF_FACTER)
_OWN_OF_PUPPET = Own("name timestamp expiration " + " ".join(f"values/{key}" for key in _KEYS_OF_FACTER.split()))
_KEYS_OF_OHAI = (
    "azure block_device chef_environment chef_guid chef_packages chef_type cloud cloud_v2 cmdline command"
    " counters cpu current_user deprecated digital_ocean dmi domain ec2 etc eucalyptus filesystem filesystem2"
    " fips fqdn gce hardware hostname hostnamectl idle idletime idletime_seconds init_package ip6address"
    " ipaddress ipmi ipc json_class joyent kernel keys languages libvirt linode lsb lspci macaddress"
    " machine_id machinename mdadm memory network network_interfaces ohai ohai_time openstack os os_version"
    " packages passwd pci platform platform_build platform_family platform_version ps rackspace recipes roles"
    " root_group rpm sessions shard_seed shells softlayer ssh_host_key sysconf sysctl system_profile"
    " system_enclosure systemd_paths time timezone tc uptime uptime_seconds virtualbox virtualization vmware"
    " xen zpools name run_list policy_name policy_group"
)
_OWN_OF_OHAI = Own(_KEYS_OF_OHAI)
_OWN_OF_CHEF = Own(
    "name chef_type json_class chef_environment run_list policy_name policy_group "
    + " ".join(f"automatic/{key}" for key in _KEYS_OF_OHAI.split())
)
_DISK = ((Role.MANUFACTURER, ("vendor",)), (Role.MODEL, ("model",)), (Role.SERIAL, ("serial",)))
_SIGNS = ("ansible_all_ipv4_addresses", "ansible_distribution", "ansible_system_vendor", "ansible_net_model",
          "ansible_product_name", "ansible_architecture", "ansible_net_version", "ansible_os_family")  # fmt: skip
_ANSIBLE = Host(
    (("ansible_fqdn",), ("ansible_hostname",), ("ansible_net_hostname",), ("ansible_nodename",)),
    (
        (Role.MANUFACTURER, ("ansible_system_vendor",)),
        (Role.MODEL, ("ansible_product_name",)),
        (Role.SERIAL, ("ansible_product_serial",)),
        (Role.MANUFACTURER, ("ansible_net_vendor",)),
        (Role.MODEL, ("ansible_net_model",)),
        (Role.SERIAL, ("ansible_net_serialnum",)),
        (Role.FIRMWARE, ("ansible_net_version",)),
    ),
    (
        Part(
            "board", (), ((Role.MANUFACTURER, ("ansible_board_vendor",)), (Role.MODEL, ("ansible_board_name",))), False
        ),
        Part("chassis", (), ((Role.MANUFACTURER, ("ansible_chassis_vendor",)),), False),
        Part("firmware", (), ((Role.MANUFACTURER, ("ansible_bios_vendor",)),), False),
        Part("disk", ("ansible_devices",), _DISK),
    ),
)
_FACTER = Host(
    (("networking", "fqdn"), ("fqdn",), ("hostname",)),
    (
        (Role.MANUFACTURER, ("dmi", "manufacturer")),
        (Role.MODEL, ("dmi", "product", "name")),
        (Role.SERIAL, ("dmi", "product", "serial_number")),
        (Role.MANUFACTURER, ("manufacturer",)),
        (Role.MODEL, ("productname",)),
        (Role.SERIAL, ("serialnumber",)),
        (Role.MODEL, ("system_profiler", "model_identifier")),
    ),
    (
        Part("board", ("dmi", "board"), ((Role.MANUFACTURER, ("manufacturer",)), (Role.MODEL, ("product",))), False),
        Part("firmware", ("dmi", "bios"), ((Role.MANUFACTURER, ("vendor",)),), False),
        Part("disk", ("disks",), _DISK),
    ),
)
_DMI = ((Role.MANUFACTURER, ("manufacturer",)), (Role.MODEL, ("product_name",)), (Role.SERIAL, ("serial_number",)))
_OHAI = Host(
    (("fqdn",), ("hostname",)),
    tuple((role, ("dmi", "system", *steps)) for role, steps in _DMI),
    (
        Part("board", ("dmi", "base_board"), _DMI, False),
        Part("chassis", ("dmi", "chassis"), _DMI, False),
        Part("firmware", ("dmi", "bios"), ((Role.MANUFACTURER, ("vendor",)),), False),
        Part("disk", ("block_device",), _DISK),
    ),
)


class AnsibleFacts:
    """What the setup module answers, with and without its wrapper; an answer that none could be had is one too."""

    name = "ansible-facts"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping of facts, or one that holds it, or the failure to get them."""
        if not isinstance(data, dict):
            return False
        if isinstance(data.get("ansible_facts"), dict):
            return True
        return any(sign in data for sign in _SIGNS) or ("msg" in data and ("failed" in data or "unreachable" in data))

    def beside(self, data: Data) -> Iterable[Aside]:
        """What is no fact that Ansible gathers, and the facts that a host's own scripts add."""
        yield from _OWN_OF_ANSIBLE(data)
        for path in (("ansible_local",), ("ansible_facts", "ansible_local")):
            yield path, at(data, *path)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The host and its parts."""
        wrapped = at(data, "ansible_facts")
        path: Path = ("ansible_facts",) if isinstance(wrapped, dict) else ()
        found = wrapped if path else data
        yield from _ANSIBLE.assets(found, path, tuple(_addresses(found, path)))


class Facter:
    """What `facter --json` and `puppet facts` print."""

    name = "facter"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """What says which version gathered it."""
        inner = at(data, "values")
        return isinstance(data, dict) and (
            "facterversion" in data or (isinstance(inner, dict) and "facterversion" in inner)
        )

    def beside(self, data: Data) -> Iterable[Aside]:
        """The facts that are a site's own."""
        return (_OWN_OF_FACTER if isinstance(data, dict) and "facterversion" in data else _OWN_OF_PUPPET)(data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The host and its parts."""
        path: Path = () if isinstance(data, dict) and "facterversion" in data else ("values",)
        found = at(data, *path)
        macs = [
            *_macs(found, path, ("networking", "interfaces"), ("mac",)),
            *(
                Identifier(Role.MAC, text(value), (*path, key), key)
                for key, value in (found.items() if isinstance(found, dict) else ())
                if key.startswith("macaddress") and text(value)
            ),
        ]
        yield from _FACTER.assets(found, path, tuple(macs))


class Ohai:
    """What `ohai` prints, and a Chef node's automatic attributes. Addresses are keys there."""

    name = "ohai"

    def recognises(self, data: Data, name: str) -> bool:  # noqa: ARG002
        """A mapping with what Ohai alone gathers."""
        found = _automatic(data)[1]
        return isinstance(found, dict) and (
            "ohai_time" in found or "chef_packages" in found or ("platform_family" in found and "kernel" in found)
        )

    def beside(self, data: Data) -> Iterable[Aside]:
        """What plugins of one's own gather, and the attributes that people give a node."""
        return (_OWN_OF_CHEF if _automatic(data)[0] else _OWN_OF_OHAI)(data)

    def assets(self, data: Data) -> Iterator[Asset]:
        """The host and its parts."""
        path, found = _automatic(data)
        yield from _OHAI.assets(found, path, tuple(_lladdrs(found, path)))


def _automatic(data: Data) -> tuple[Path, Data]:
    inner = at(data, "automatic")
    return (("automatic",), inner) if isinstance(inner, dict) else ((), data)


def _addresses(found: Data, path: Path) -> Iterator[Identifier]:
    for key, value in found.items() if isinstance(found, dict) else ():
        written = text(at(value, "macaddress"))
        if written and key not in ("ansible_default_ipv4", "ansible_lo"):
            yield Identifier(Role.MAC, written, (*path, key, "macaddress"), f"{key}.macaddress")
    yield from _macs(found, path, ("ansible_net_interfaces",), ("macaddress",))


def _macs(found: Data, path: Path, steps: Path, last: Path) -> Iterator[Identifier]:
    many = at(found, *steps)
    for key, value in many.items() if isinstance(many, dict) else ():
        written = text(at(value, *last))
        if written:
            yield Identifier(Role.MAC, written, (*path, *steps, key, *last), str(last[-1]))


def _lladdrs(found: Data, path: Path) -> Iterator[Identifier]:
    many = at(found, "network", "interfaces")
    for name, interface in many.items() if isinstance(many, dict) else ():
        addresses = at(interface, "addresses")
        for address, said in addresses.items() if isinstance(addresses, dict) else ():
            if at(said, "family") == "lladdr":
                steps = ("network", "interfaces", name, "addresses", address)
                yield Identifier(Role.MAC, address, (*path, *steps), "addresses")
