"""The pages' own policy -> the headers that a server sends with every answer. Knows no host."""

from __future__ import annotations

from microsite.core.dataclasses import dataclass

NOT_ASKED_FOR = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
YEAR_S = 31_536_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """A line of an answer's head."""

    name: str
    value: str


def protecting(policy: str) -> tuple[Header, ...]:
    """Give every header; `policy` is the Content-Security-Policy that the pages carry themselves.

    What only a header can say is added to it: that no other site may show a page inside one of its own.
    """
    values = {
        "Content-Security-Policy": f"{policy}; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in NOT_ASKED_FOR),
        "Strict-Transport-Security": f"max-age={YEAR_S}",
    }
    return tuple(Header(name=name, value=value) for name, value in values.items())
