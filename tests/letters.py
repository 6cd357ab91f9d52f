"""A mailto address -> the message that a mail program makes of it."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import parse_qsl, unquote, urlsplit


def letter(address: str) -> EmailMessage:
    """Read a mailto address by RFC 6068; it may bring a subject and a body, each once, and nothing else."""
    parts = urlsplit(address)
    assert parts.scheme == "mailto"
    assert not parts.fragment
    message = EmailMessage()
    message["To"] = Address(addr_spec=unquote(parts.path))
    fields = parse_qsl(parts.query.replace("+", "%2B"), keep_blank_values=True)
    names = [name for name, _ in fields]
    assert set(names) <= {"subject", "body"}
    assert len(set(names)) == len(names)
    message["Subject"] = dict(fields).get("subject", "")
    message.set_content(dict(fields).get("body", ""), cte="quoted-printable")
    return message
