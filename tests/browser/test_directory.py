"""The directory finds whom the content says, counts right, and keeps all that was chosen in the address."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from microsite.model.slugs import slug
from microsite.source import front_matter
from microsite.source.nodes import plain_value
from tests.browser import hiring
from tests.browser.hiring import DIRECTORY, visiting
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

TODAY = date(2023, 12, 6)
LEVELS = ["A1", "A2", "B1", "B2", "C1", "C2", "native"]
LANGUAGES = {
    "ar": "arabic", "cs": "czech", "de": "german", "en": "english", "es": "spanish", "fa": "persian", "fr": "french",
    "ga": "irish", "hi": "hindi", "ja": "japanese", "nb": "norwegian", "pa": "punjabi", "pl": "polish",
    "pt": "portuguese", "ta": "tamil", "tr": "turkish", "tw": "twi",
    "uk": "ukrainian", "vi": "vietnamese", "yo": "yoruba",
}  # fmt: skip
CHOICES = """() => [...document.querySelectorAll("#filters fieldset")].map((facet) =>
  [...facet.querySelectorAll("input")].map((input) => ({
    key: `${input.name} ${input.value}`, count: Number(input.parentNode.querySelector(".n").textContent),
    disabled: input.disabled, checked: input.checked,
  })))"""
CHOOSE = """(keys) => {
  const form = document.querySelector("#filters");
  for (const input of form.querySelectorAll("input")) input.checked = keys.includes(`${input.name} ${input.value}`);
  form.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    name: str
    keys: frozenset[str]


def people_of_the_content() -> list[Person]:
    """Read what the profiles say, with none of the site's own code for facets."""
    return [read_person(file) for file in sorted((ROOT / "mentees").glob("*/index.md"))]


def read_person(file: Path) -> Person:
    parsed = front_matter.parse(file.read_bytes(), path="")
    assert parsed.meta is not None
    fields: dict[str, Any] = plain_value(parsed.meta)  # type: ignore[assignment]
    steps = [(str(s["since"]), s["state"]) for s in fields["status"] if str(s["since"]) <= TODAY.isoformat()]
    state = max(steps)[1]
    keys = {f"status {state}", *(f"skill {slug(skill)}" for skill in fields["skills"])}
    keys |= {f"industry {slug(name)}" for name in fields.get("industries", ())}
    keys |= {f"role {slug(name)}" for name in fields.get("roles_sought", ())}
    for language in fields["languages"]:
        keys.add(f"language {LANGUAGES[language['code'].partition('-')[0]]}")
        if language["code"] == "nb":
            keys |= {f"language nb:{level}" for level in LEVELS[: LEVELS.index(language["level"]) + 1]}
    if state == "open" and "availability" in fields:
        keys |= keys_of_availability(fields["availability"])
    return Person(name=str(fields["name"]), keys=frozenset(keys))


def keys_of_availability(availability: dict[str, Any]) -> set[str]:
    start = date.fromisoformat(str(availability["start_date"]))
    when = "now" if start <= TODAY else "within-a-month" if start <= TODAY + timedelta(days=31) else ""
    low, _, high = str(availability.get("workload_percent", "")).partition("-")
    keys = {f"availability {when or f'from-{start:%Y-%m}'}"}
    if low:
        least, most = int(low), int(high or low)
        keys |= {"hours full"} if most >= 90 else set()
        keys |= {"hours most"} if least <= 89 and most >= 60 else set()
        keys |= {"hours half"} if least <= 59 else set()
    return keys


def found(people: list[Person], groups: list[list[str]], chosen: set[str], *, without: int = -1) -> set[str]:
    """Find whom a choice finds: any of a facet, all of the facets; leave one facet out to count its choices."""
    asked = [[key for key in group if key in chosen] for n, group in enumerate(groups) if n != without]
    return {p.name for p in people if all(any(key in p.keys for key in keys) for keys in asked if keys)}


def test_every_count_is_what_the_content_says_whatever_is_chosen(browser: Browser, site_url: str) -> None:
    people, chance = people_of_the_content(), random.Random(4)  # noqa: S311
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        groups = [[choice["key"] for choice in facet] for facet in page.evaluate(CHOICES)]
        common = [key for group in groups for key in group[:8]]
        for size in [0, *(chance.randint(1, 6) for _ in range(60))]:
            chosen = set(chance.sample(common, size))
            page.evaluate(CHOOSE, list(chosen))
            assert set(hiring.listed(page)) == found(people, groups, chosen), chosen
            for number, facet in enumerate(page.evaluate(CHOICES)):
                others = found(people, groups, chosen, without=number)
                for choice in facet:
                    count = sum(choice["key"] in p.keys for p in people if p.name in others)
                    assert choice["count"] == count, (choice, chosen)
                    assert choice["disabled"] == (not count and choice["key"] not in chosen), (choice, chosen)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("wisniew", "Zofia Wiśniewska"),
        ("YILDIZ", "Mehmet Çağlar Yıldız"),
        ("lea fontaine", "Léa Fontaine"),
        ("ana luisa", "Ana Luísa Ferreira"),
        ("polish ux", "Zofia Wiśniewska"),
    ],
)
def test_a_search_needs_no_accents_capitals_or_order(
    browser: Browser, site_url: str, words: str, name: str
) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        page.locator("#q").fill(words)
        assert name in hiring.listed(page)
        assert len(hiring.listed(page)) < 17


def test_a_search_looks_at_people_and_not_at_the_words_of_buttons(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        page.locator("#q").fill("introduce me")
        assert hiring.listed(page) == []


def test_a_search_finds_a_skill_by_its_other_names(browser: Browser, site_url: str) -> None:
    skills = front_matter.parse_yaml_file((ROOT / "content" / "skills.yaml").read_bytes(), path="")
    assert skills.node is not None
    entries: Any = plain_value(skills.node)
    spread = {slug(entry["name"]): entry["synonyms"][0] for entry in entries}
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        used = {c["key"].removeprefix("skill "): c["count"] for c in sum(page.evaluate(CHOICES), [])}  # noqa: RUF017
        known = [key for key in spread if used.get(key)]
        assert known
        for key in known:
            page.locator("#q").fill("")
            page.evaluate(CHOOSE, [f"skill {key}"])
            having = set(hiring.listed(page))
            page.evaluate(CHOOSE, [])
            page.locator("#q").fill(str(spread[key]))
            assert having <= set(hiring.listed(page)), key


def test_all_that_is_chosen_is_in_the_address_and_can_be_shared(
    browser: Browser, site_url: str, lovepats: Path
) -> None:
    for base in (site_url, f"{lovepats.as_uri()}/"):
        with visiting(browser, base) as visit:
            page = visit.open(DIRECTORY)
            hiring.choose(page, "skill", "python")
            hiring.choose(page, "language", "nb:B1")
            page.locator("#q").fill("sql")
            page.locator("#sort").select_option("name")
            assert page.url.endswith("?skill=python&language=nb:B1&q=sql&sort=name")
            names = hiring.listed(page)
            other = visit.tab().page
            other.goto(page.url)
            assert hiring.listed(other) == names
            expect(other.locator("#sort")).to_have_value("name")
            expect(other.locator("[data-picked]")).to_contain_text("Norwegian: Everyday (B1) or better")


def test_the_back_button_takes_back_one_choice(browser: Browser, site_url: str, lovepats: Path) -> None:
    for base in (site_url, f"{lovepats.as_uri()}/"):
        with visiting(browser, base) as visit:
            page = visit.open(DIRECTORY)
            hiring.choose(page, "skill", "python")
            python = hiring.listed(page)
            hiring.choose(page, "status", "job")
            page.go_back()
            assert hiring.listed(page) == python
            page.go_back()
            assert len(hiring.listed(page)) == 17
            page.go_forward()
            assert hiring.listed(page) == python


def test_chips_take_away_one_choice_or_all(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(f"{DIRECTORY}?skill=python&skill=sql&status=open")
        chips = page.locator("[data-picked] button")
        assert chips.count() == 4
        page.get_by_role("button", name="Remove filter SQL").click()
        assert page.url.endswith("?status=open&skill=python")
        expect(chips).to_have_count(3)
        expect(page.locator("[data-picked] :focus")).to_have_count(1)
        page.get_by_role("button", name="Clear all").click()
        expect(chips).to_have_count(0)
        assert len(hiring.listed(page)) == 17
        assert page.url.endswith(DIRECTORY)


def test_the_count_is_announced_politely(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        count = page.get_by_role("status").filter(has_text="mentee")
        expect(count).to_have_text("17 mentees")
        page.locator("#q").fill("wisniewska")
        expect(count).to_have_text("1 mentee")
        page.locator("#q").fill("nobody at all")
        expect(count).to_have_text("0 mentees")
        expect(page.get_by_role("heading", name="Nobody matches all of that")).to_be_visible()
        page.get_by_role("button", name="Clear filters").click()
        expect(count).to_have_text("17 mentees")


def test_the_list_is_sorted_by_availability_name_or_age(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page = visit.open(DIRECTORY)
        by_availability = hiring.listed(page)
        page.locator("#sort").select_option("name")
        assert hiring.listed(page) == sorted(by_availability, key=without_accents)
        page.locator("#sort").select_option("newest")
        ages = page.locator("[data-results] > li").evaluate_all("(all) => all.map((li) => +li.dataset.order)")
        assert ages == sorted(ages)
        page.locator("#sort").select_option("availability")
        assert hiring.listed(page) == by_availability


def without_accents(name: str) -> str:
    return unicodedata.normalize("NFD", name.replace("ı", "i")).encode("ascii", "ignore").decode().casefold()


def test_on_a_phone_the_filters_fold_behind_a_button(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url, viewport={"width": 360, "height": 800}) as visit:
        page = visit.open(f"{DIRECTORY}?skill=python")
        expect(page.get_by_label("SQL")).to_be_hidden()
        page.get_by_text("Filters (1)").click()
        expect(page.get_by_label("SQL")).to_be_visible()
        page.get_by_role("button", name="Show results").click()
        expect(page.locator("#results")).to_be_focused()


def test_each_term_has_a_page_that_lists_whom_the_filter_finds(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        for taxonomy, name, value in (("skills", "skill", "python"), ("languages", "language", "polish")):
            page = visit.open(f"mentees/{taxonomy}/{value}/index.html")
            names = set(page.locator(".people h2").all_inner_texts())
            page.get_by_role("link", name="Combine with other filters").click()
            assert page.url.endswith(f"?{name}={value}")
            assert set(hiring.listed(page)) == names


def test_every_choice_is_a_page_for_those_who_have_no_scripts(
    browser: Browser, site_url: str, lovepats: Path
) -> None:
    with visiting(browser, site_url) as visit:
        choices: list[dict[str, Any]] = sum(visit.open(DIRECTORY).evaluate(CHOICES), [])  # noqa: RUF017
    with visiting(browser, site_url, java_script_enabled=False) as visit:
        pages = (
            visit.open(DIRECTORY)
            .locator("[data-browse] a")
            .evaluate_all("(links) => links.map((link) => link.getAttribute('href'))")
        )
    cards = [
        (lovepats / "mentees" / page).read_text(encoding="utf-8").count('class="card"') for page in pages
    ]
    assert cards == [choice["count"] for choice in choices]


def test_no_one_is_filtered_by_what_they_are(browser: Browser, site_url: str) -> None:
    with visiting(browser, site_url) as visit:
        page: Page = visit.open(DIRECTORY)
        names = {c["key"].split()[0] for facet in page.evaluate(CHOICES) for c in facet}
    assert names == {"status", "availability", "hours", "skill", "language", "industry", "role"}
