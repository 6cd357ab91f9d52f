"""JSON-LD -> what is wrong with it, by the rules of schema.org and of those who read it.

Required properties: https://developers.google.com/search/docs/appearance/structured-data for Event, Article,
BreadcrumbList, FAQPage, ProfilePage and Organization; https://schema.org/EducationalOccupationalProgram for programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Answer": ("text",),
    "BreadcrumbList": ("itemListElement",),
    "EducationalOccupationalProgram": ("name", "description", "provider", "url"),
    "Event": ("name", "startDate", "eventStatus", "eventAttendanceMode", "url", "organizer"),
    "FAQPage": ("mainEntity",),
    "GeoCoordinates": ("latitude", "longitude"),
    "ImageGallery": ("name", "url", "image"),
    "ImageObject": ("contentUrl",),
    "ListItem": ("position", "name", "item"),
    "NewsArticle": ("headline", "datePublished", "author", "publisher", "mainEntityOfPage"),
    "Offer": ("name", "description"),
    "Organization": ("name",),
    "Person": ("name",),
    "Place": ("name",),
    "ProfilePage": ("mainEntity",),
    "Question": ("name", "acceptedAnswer"),
    "Schedule": ("repeatFrequency", "byDay", "startDate", "endDate"),
    "VirtualLocation": ("url",),
    "WebSite": ("name", "url"),
}
DATES = (
    "startDate",
    "endDate",
    "datePublished",
    "applicationDeadline",
    "applicationStartDate",
    "previousStartDate",
)
ADDRESSES = ("url", "item", "contentUrl", "mainEntityOfPage")
NOTHING: tuple[object, ...] = (None, "", [], {})
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z))?)?)?")


def faults(document: Mapping[str, Any]) -> list[str]:
    """Give every fault of a document."""
    if document.get("@context") != "https://schema.org":
        return ["the context is not schema.org"]
    return [fault for node in document["@graph"] for fault in _of(node)]


def kinds(document: Mapping[str, Any]) -> list[str]:
    """Name what a document describes."""
    return [node["@type"] for node in document["@graph"]]


def _of(node: Mapping[str, Any]) -> Iterator[str]:
    kind = str(node.get("@type"))
    if kind not in REQUIRED:
        yield f"there are no rules for {kind}"
        return
    yield from (f"{kind} has no {name}" for name in REQUIRED[kind] if node.get(name) in NOTHING)
    yield from _texts(kind, node)
    if kind == "BreadcrumbList":
        places = [item["position"] for item in node["itemListElement"]]
        if places != list(range(1, len(places) + 1)) or len(places) < 2:
            yield f"the positions of a trail are {places}"
    if kind == "Event":
        yield from _of_event(node)
    for value in node.values():
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Mapping):
                yield from _of(inner)


def _of_event(node: Mapping[str, Any]) -> Iterator[str]:
    """Tell what does not go together: a previous day goes with a change, taking part from afar with an address."""
    if "previousStartDate" in node and str(node.get("eventStatus")).endswith("Scheduled"):
        yield "Event.previousStartDate is of an event that was not moved"
    where = node.get("location") or []
    kinds_of_place = {str(place["@type"]) for place in (where if isinstance(where, list) else [where])}
    mode = str(node.get("eventAttendanceMode")).rpartition("/")[2]
    expected = {
        "OfflineEventAttendanceMode": {"Place"},
        "OnlineEventAttendanceMode": {"VirtualLocation"},
        "MixedEventAttendanceMode": {"Place", "VirtualLocation"},
    }.get(mode, set())
    if not kinds_of_place <= expected:
        yield f"Event.location is {sorted(kinds_of_place)} of an event with {mode}"


def _texts(kind: str, node: Mapping[str, Any]) -> Iterator[str]:
    for name, value in node.items():
        if name in DATES and not _DATE.fullmatch(str(value)):
            yield f"{kind}.{name} is no date: {value}"
        if name in ADDRESSES and not str(value).startswith("https://"):
            yield f"{kind}.{name} is no address: {value}"
        if value in NOTHING:
            yield f"{kind}.{name} is empty"
