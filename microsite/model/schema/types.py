"""The words a content model is written in: every field type, and what a rule of one's own raises."""

from microsite.model.fields.codes import CefrLevel, CountryCode, LanguageCode, TimeZone
from microsite.model.fields.dates import Date, FirstDay, PartialDate, Time, UtcOffset, YearMonth
from microsite.model.fields.mistakes import UnfitError, mistake, reading
from microsite.model.fields.numbers import (
    FocalPoint,
    Focus,
    Integer,
    Latitude,
    Longitude,
    PercentRange,
    Percents,
    Plain,
    StrictBool,
)
from microsite.model.fields.periods import ExpectedTime, Period, Season
from microsite.model.fields.record import Record
from microsite.model.fields.text import MediaPath, Reference, Slug, Text
from microsite.model.fields.web import Email, Phone, Url

__all__ = [
    "CefrLevel",
    "CountryCode",
    "Date",
    "Email",
    "ExpectedTime",
    "FirstDay",
    "FocalPoint",
    "Focus",
    "Integer",
    "LanguageCode",
    "Latitude",
    "Longitude",
    "MediaPath",
    "PartialDate",
    "PercentRange",
    "Percents",
    "Period",
    "Phone",
    "Plain",
    "Record",
    "Reference",
    "Season",
    "Slug",
    "StrictBool",
    "Text",
    "Time",
    "TimeZone",
    "UnfitError",
    "Url",
    "UtcOffset",
    "YearMonth",
    "mistake",
    "reading",
]
