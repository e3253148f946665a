"""banlint: finds equipment that procurement bans cover, in hardware inventories."""

from __future__ import annotations

__version__ = "0.1.0"
