"""One written value -> a web address, an e-mail address, a phone number."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic_core import Url as ParsedUrl

from microsite.model.fields.mistakes import UnfitError, reading

url_help = "write the whole address, for example https://example.org/page"
email_help = "write one address, for example name@example.org"
phone_help = "write + and the country code first, for example +47 22 33 44 55"
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_WEB = re.compile(r"https?://[^\s\\<>\"^`{|}]+", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?(/\S*)?")
# What <input type=email> accepts, with letters of all languages and a dot in the domain:
# https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address
_LABEL = r"\w(?:[\w-]{0,61}\w)?"
_EMAIL = re.compile(rf"[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")
_PHONE = re.compile(r"\+[1-9][0-9]{6,14}", re.ASCII)
_BETWEEN_DIGITS = re.compile(r"[\s().\u2010-\u2015-]")


def _url(text: str) -> str:
    if not _WEB.fullmatch(text):
        raise _unfit_url(text)
    try:
        parsed = ParsedUrl(text)
    except ValueError:
        raise UnfitError("no page can be at this address") from None
    if parsed.username or parsed.password:
        raise UnfitError("this has a user name in it", "leave off what stands before the @")
    return text if text.isascii() else str(parsed)


def _unfit_url(text: str) -> UnfitError:
    if " " in text:
        return UnfitError("this has a space in it")
    if _HOST.fullmatch(text):
        return UnfitError("the beginning is missing", f"write https://{text}")
    if text.startswith("//"):
        return UnfitError("the beginning is missing", f"write https:{text}")
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() not in ("http", "https"):
        return UnfitError(f"addresses that begin with {scheme[1]}: do not fit here")
    return UnfitError("this is not a whole address")


def _email(text: str) -> str:
    if _is_email(text):
        return text
    bare = text.removeprefix("mailto:").strip("<>")
    if _is_email(bare):
        raise UnfitError("there is more here than the address", f"write {bare}")
    raise UnfitError("no message can be sent to this" if "@" in text else "there is no @ in it")


def _is_email(text: str) -> bool:
    local = text.partition("@")[0]
    return bool(_EMAIL.fullmatch(text)) and ".." not in local and local == local.strip(".")


def _phone(text: str) -> str:
    digits = _BETWEEN_DIGITS.sub("", text)
    if _PHONE.fullmatch(digits):
        return digits
    if _PHONE.fullmatch(f"+{digits.removeprefix('00')}") and digits.startswith("00"):
        raise UnfitError("the country code begins with +", f"write +{digits.removeprefix('00')}")
    raise UnfitError("the country code is missing" if digits.isdigit() else "this is not a phone number")


Url = Annotated[
    str,
    BeforeValidator(reading(str, _url, code="E213", must="must be a web address", help=url_help)),
    Field(examples=["https://example.org/page"]),
]
Email = Annotated[
    str,
    BeforeValidator(reading(str, _email, code="E214", must="must be an e-mail address", help=email_help)),
    Field(examples=["name@example.org"]),
]
Phone = Annotated[
    str,
    BeforeValidator(
        reading(
            str, _phone, code="E220", must="must be a phone number with its country code", help=phone_help
        )
    ),
    Field(examples=["+47 22 33 44 55"]),
]
