"""The words a content model is written in: every type of a field."""

from microsite.model.fields.codes import CefrLevel, Colour, CountryCode, LanguageCode, TimeZone
from microsite.model.fields.dates import Date, FirstDay, PartialDate, Time, UtcOffset
from microsite.model.fields.numbers import (
    FocalPoint,
    Integer,
    Latitude,
    Longitude,
    PercentRange,
    Plain,
    StrictBool,
)
from microsite.model.fields.periods import ExpectedTime
from microsite.model.fields.text import Depicts, MediaPath, Reference, Slug, Text
from microsite.model.fields.web import Email, Phone, Url

__all__ = [
    "CefrLevel",
    "Colour",
    "CountryCode",
    "Date",
    "Depicts",
    "Email",
    "ExpectedTime",
    "FirstDay",
    "FocalPoint",
    "Integer",
    "LanguageCode",
    "Latitude",
    "Longitude",
    "MediaPath",
    "PartialDate",
    "PercentRange",
    "Phone",
    "Plain",
    "Reference",
    "Slug",
    "StrictBool",
    "Text",
    "Time",
    "TimeZone",
    "Url",
    "UtcOffset",
]
