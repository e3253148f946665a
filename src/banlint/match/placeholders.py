"""Values that stand where a maker should and name none."""

from __future__ import annotations

from banlint.text import fold

_LONGEST = 60

PLACEHOLDERS = frozenset(
    (
        "", "0", "00", "000", "1", "x", "xx", "xxx", "a", "na", "n a", "nan", "nil", "none", "null", "void", "empty",
        "blank", "undefined", "undef", "unset", "unknown", "unknown manufacturer", "unknown vendor", "unknown maker",
        "unknown brand", "unknown device", "manufacturer unknown", "vendor unknown", "not known", "not available",
        "not applicable", "not specified", "none specified", "unspecified", "not set", "not found", "not present",
        "not provided", "no data", "no manufacturer", "no vendor", "no brand", "no name", "noname", "no name brand",
        "unbranded", "private", "tba", "tbc", "tbd", "to be determined", "to be confirmed", "todo", "pending",
        "generic", "generic vendor", "generic manufacturer", "oem", "o e m", "odm", "oem manufacturer", "other",
        "others", "various", "multiple", "mixed", "misc", "miscellaneous", "assorted", "custom", "default",
        "default string", "default vendor", "to be filled by o e m", "to be filled by oem", "filled by oem",
        "system manufacturer", "system vendor", "system product name", "base board manufacturer",
        "chassis manufacturer", "manufacturer", "vendor", "maker", "brand", "make", "invalid", "error", "false",
        "true", "yes", "no", "test", "example", "standard", "virtual", "device", "host", "unbekannt", "keine angabe",
        "k a", "ohne", "keiner", "sonstige", "diverse", "inconnu", "inconnue", "aucun", "autre", "divers",
        "non renseigne", "desconocido", "ninguno", "otro", "otros", "varios", "sin marca", "desconhecido", "nenhum",
        "outro", "sconosciuto", "nessuno", "altro", "onbekend", "geen", "overig", "okand", "ukjent", "ukendt",
        "tuntematon", "nieznany", "brak", "neznamy", "ismeretlen", "bilinmiyor", "yok", "неизвестно", "неизвестныи",
        "нет", "другое", "невідомо", "不明", "未知", "无", "無", "其他", "その他", "なし", "알 수 없음", "없음", "기타",
        "غير معروف", "لا يوجد", "نامشخص",
    )
)  # fmt: skip
"""Every value, as `fold` leaves it, that is as good as an empty field."""


def is_placeholder(value: str) -> bool:
    """Whether `value`, written where a maker should be, names none.

    >>> is_placeholder("To be filled by O.E.M."), is_placeholder("?"), is_placeholder("Acme")
    (True, True, False)
    """
    return len(value) <= _LONGEST and fold(value) in PLACEHOLDERS
