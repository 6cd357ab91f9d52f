"""A directory of several pages: plain links between them, and facets, search and orders that still find everyone."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from playwright.sync_api import expect

from microsite.model.slugs import slug
from tests.browser import hiring
from tests.browser.hiring import DIRECTORY, visiting
from tests.browser.test_accessibility import SCHEMES, findings
from tests.browser.test_directory import CHOICES, CHOOSE, Person, found
from tests.conftest import ROOT, FolderHost, write_site
from tests.crowd import FIRST, INDUSTRIES, LAST, LEVELS, ROLES, SKILLS, STATES, crowd, person
from tests.letters import letter
from tests.making import make_site, places

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

COUNT, PER_PAGE = 90, 20
"""With Anna, whom the minimal site has, there are 91 people on five pages."""
FOUND = "[data-found] > li"
SHOWN_AT_ONCE = 24
PORTRAIT = """photo: photo.jpg
photo_alt: A drawn portrait
photo_credit: "Illustration: Open Peeps by Pablo Stanley, CC0 1.0"
"""
CARD = """(li) => { // all but that the first pictures of a page are not lazy
  const card = li.querySelector(".card").cloneNode(true);
  for (const unlike of card.querySelectorAll("[data-choose]")) unlike.remove();
  return [...card.querySelectorAll("*")].map((element) => [
    element.localName, element.className.toString(), element.children.length ? "" : element.textContent.trim(),
    element.href?.toString(), element.src, element.sizes?.toString().replace("auto, ", ""), element.width, element.height,
    (element.srcset || "").split(", ").map((file) => file && new URL(file.split(" ")[0], location).href + file.split(" ")[1]).join(),
    ["aria-label", "aria-pressed", "data-save", "data-name", "data-s", "type", "alt", "decoding"]
      .map((name) => element.getAttribute(name)).join(),
    element.dataset?.pic && new URL(element.dataset.pic, location).href,
  ].join(" | "));
}"""


ANNA = Person(
    name="Anna Berg",
    keys=frozenset(
        {"status open", "availability now", "skill marine-biology", "skill python"}
        | {"language english", "language norwegian", "language nb:A1", "language nb:A2"}
    ),
)


def with_portraits() -> dict[str, str | bytes]:
    """Give two people a portrait."""
    portraits = sorted((ROOT / "mentees").glob("*/photo.jpg"))[:2]
    consent = "covers: [profile]", "covers: [profile, photo]"
    files: dict[str, str | bytes] = {}
    for number, portrait in enumerate(portraits):
        files[f"mentees/p-{number:03}/index.md"] = person(number, more=PORTRAIT).replace(*consent)
        files[f"mentees/p-{number:03}/photo.jpg"] = portrait.read_bytes()
    return files


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site into a folder, once a test run."""
    base = tmp_path_factory.getbasetemp().parent
    folder = base / "large"
    with FileLock(base / "large.lock"):
        if not (folder / "made").exists():
            write_site(folder, crowd(COUNT, on_one_page=PER_PAGE, per_page=PER_PAGE))
            report = make_site(write_site(folder, with_portraits(), base=None))
            assert places(report.diagnostics, "E") == []
            for path, data in report.artifacts.items():
                target = folder / "output" / path
                target.parent.mkdir(parents=True, exist_ok=True)
                assert isinstance(data, bytes | Path)
                target.write_bytes(data if isinstance(data, bytes) else data.read_bytes())
            (folder / "made").touch()
    return folder / "output"


@pytest.fixture(scope="session")
def large_url(large: Path, served: FolderHost) -> str:
    return served(large).url


@pytest.fixture(params=["hosted", "from a disk"])
def base(request: pytest.FixtureRequest, large: Path, large_url: str) -> str:
    return large_url if request.param == "hosted" else f"{large.as_uri()}/"


def person_of(number: int) -> Person:
    """Say what `tests.crowd` writes of a person, with none of the site's own code for facets."""
    turn, state = number % 3, STATES[number % 5]
    keys = {f"status {state}", f"industry {slug(INDUSTRIES[turn])}", f"role {slug(ROLES[turn])}"}
    keys |= {f"skill {slug(SKILLS[(number * step + step) % 7])}" for step in (1, 3, 5)}
    keys |= {f"language {('polish', 'english', 'french')[turn]}"}
    if number % 4:
        keys |= {"language norwegian", *(f"language nb:{level}" for level in LEVELS[: number % 7 + 1])}
    if state == "open":
        keys |= {f"availability {('now', 'within-a-month', 'from-2024-02')[turn]}"}
        keys |= {f"hours {key}" for key in (("full",), ("full", "most"), ("half",))[turn]}
    return Person(name=f"{FIRST[number % 11]} {LAST[number % 7]} {number}", keys=frozenset(keys))


def numbers(people: set[str]) -> set[str]:
    return {name.split()[-1] for name in people}


def ids_found(page: Page) -> set[str]:
    """Press “Show more” until everyone who was found is there, and give their numbers."""
    while page.locator("[data-more]").is_visible():
        before = page.locator(FOUND).count()
        page.locator("[data-more] button").click()
        expect(page.locator(FOUND).nth(before)).to_be_attached()
    saved = page.locator(f"{FOUND} [data-save]").evaluate_all("(all) => all.map((b) => b.dataset.save)")
    assert len(saved) == len(set(saved))
    return {str(int(id.removeprefix("p-"))) for id in saved if id != "anna-berg"}


def settled(page: Page, count: int) -> None:
    """Wait until the list shows what was found."""
    expect(page.locator("[data-total]")).to_have_text(f"{count} mentee{'' if count == 1 else 's'}")
    if count:
        expect(page.locator(FOUND).first).to_be_attached()


def test_every_count_is_what_the_content_says_over_all_pages(browser: Browser, base: str) -> None:
    people, chance = [person_of(number) for number in range(COUNT)], random.Random(4)  # noqa: S311
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        groups = [[choice["key"] for choice in facet] for facet in page.evaluate(CHOICES)]
        everyone = [*people, ANNA]
        common = [key for group in groups for key in group[:8]]
        for size in [1, *(chance.randint(1, 5) for _ in range(14))]:
            chosen = set(chance.sample(common, size))
            page.evaluate(CHOOSE, list(chosen))
            result = found(everyone, groups, chosen)
            settled(page, len(result))
            assert ids_found(page) == numbers(result - {ANNA.name}), chosen
            for number, facet in enumerate(page.evaluate(CHOICES)):
                others = found(everyone, groups, chosen, without=number)
                for choice in facet:
                    count = sum(choice["key"] in p.keys for p in everyone if p.name in others)
                    assert choice["count"] == count, (choice, chosen)
                    assert choice["disabled"] == (not count and choice["key"] not in chosen), (choice, chosen)


def test_a_found_card_is_the_one_that_the_list_has(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        listed = {}
        for number in range(1, 6):
            visit.open(DIRECTORY if number == 1 else f"mentees/page/{number}/index.html")
            for li in page.locator("[data-results] > li").all():
                listed[li.locator("[data-save]").get_attribute("data-save")] = li.evaluate(CARD)
        assert len(listed) == COUNT + 1
        visit.open(f"{DIRECTORY}?sort=name")
        settled(page, COUNT + 1)
        ids_found(page)
        for li in page.locator(FOUND).all():
            assert li.evaluate(CARD) == listed[li.locator("[data-save]").get_attribute("data-save")]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_pages_are_linked_plainly_and_list_everyone_once(browser: Browser, base: str, scripts: bool) -> None:  # noqa: FBT001
    with visiting(browser, base, java_script_enabled=scripts) as visit:
        page = visit.open(DIRECTORY)
        people: list[str | None] = []
        while True:
            people += [link.get_attribute("href") for link in page.locator("[data-results] h2 a").all()]
            following = page.get_by_role("link", name="Next page")
            if not following.count():
                break
            with page.expect_navigation():
                following.click()
        folders = [(href or "").split("/")[-2] for href in people]
        assert len(folders) == len(set(folders)) == COUNT + 1
        expect(page.locator("[data-paging] [aria-current=page]")).to_contain_text("5")
        page.get_by_role("link", name="Page 1", exact=True).click()
        expect(page.locator(".bar")).to_contain_text("Page 1 of 5")


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("wisniewska", 13),
        ("ØYV", 8),
        ("js", 39),
        ("analyst number", 30),
        ("strasse", 13),
        ("nobody at all", 0),
    ],
)
def test_a_search_finds_people_of_all_pages(browser: Browser, base: str, words: str, count: int) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        page.locator("#q").fill(words)
        settled(page, count)
        assert page.locator(FOUND).count() == min(count, SHOWN_AT_ONCE)
        page.locator("#q").fill("")
        expect(page.locator("[data-total]")).to_have_text("91 mentees")
        expect(page.locator("[data-results]")).to_be_visible()
        expect(page.locator(FOUND)).to_have_count(0)


def test_the_orders_are_over_everyone(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        page.locator("#sort").select_option("name")
        expect(page.locator(f"{FOUND} h2").first).to_have_text("Anna Berg")
        assert page.url.endswith("?sort=name")
        page.locator("#sort").select_option("availability")
        expect(page.locator("[data-results]")).to_be_visible()


def test_what_is_chosen_is_in_the_address_and_the_back_button_takes_it_back(
    browser: Browser, base: str
) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(f"{DIRECTORY}?skill=python&language=nb:B1")
        expect(page.locator(FOUND).first).to_be_visible()
        shared = page.locator(f"{FOUND} h2").all_inner_texts()
        hiring.choose(page, "status", "job")
        assert page.url.endswith("?status=job&skill=python&language=nb:B1")
        page.go_back()
        expect(page.locator(f"{FOUND} h2")).to_have_text(shared)
        page.get_by_role("button", name="Clear all").click()
        expect(page.locator("[data-results]")).to_be_visible()
        assert page.url.endswith(DIRECTORY)


def test_a_startup_finds_shortlists_three_and_asks(browser: Browser, base: str) -> None:
    with visiting(browser, base, viewport={"width": 360, "height": 800}) as visit:
        page = visit.open(f"{DIRECTORY}?skill=sql&status=open")
        expect(page.locator(FOUND).first).to_be_visible()
        ids = [page.locator(f"{FOUND} [data-save]").nth(n).get_attribute("data-save") for n in range(3)]
        name = page.locator(f"{FOUND} h2").first.inner_text()
        page.locator(f"{FOUND} h2 a").first.click()
        expect(page.locator("h1")).to_have_text(name)
        page.get_by_role("button", name="Add to shortlist").click()
        expect(page.locator("[data-position]").last).to_contain_text("1 of ")
        page.locator("[data-step='1']").click()
        page.get_by_role("link", name="All mentees").click()
        expect(page.locator(FOUND).first).to_be_visible()
        expect(page.locator(f"{FOUND} [data-save]").first).to_have_attribute("aria-pressed", "true")
        for number in (1, 2):
            page.locator(f"{FOUND} [data-save]").nth(number).click()
        page.get_by_role("link", name="Ask for introductions").click()
        page.get_by_label("Your name").fill("Kari Åsen")
        page.get_by_label("Email").fill("kari@startup.example")
        page.get_by_role("button", name="Send to Kari").click()
        expect(page.locator("[data-panel]")).to_be_focused()
        address = visit.letter()
    body = letter(address).get_content()
    assert all(f"https://northlight.example/mentees/{id}/" in body for id in ids)


def test_without_scripts_terms_are_browsed_and_a_page_asks_for_its_people(
    browser: Browser, base: str
) -> None:
    with visiting(browser, base, java_script_enabled=False) as visit:
        page = visit.open("mentees/page/2/index.html")
        page.get_by_role("link", name="JavaScript", exact=True).click()
        expect(page.get_by_text("Page 1 of 2")).to_be_visible()
        page.get_by_role("link", name="Next page").click()
        page.get_by_role("checkbox", name="Introduce me").first.check()
        page.get_by_role("link", name="Ask for introductions").click()
        page.get_by_role("button", name="Send to Kari").click()
        visit.letter()


def test_a_shared_shortlist_is_offered_whatever_page_its_people_stand_on(
    browser: Browser, large_url: str
) -> None:
    with visiting(browser, large_url) as visit:
        page = visit.open(f"{DIRECTORY}?shortlist=p-003,p-088,nobody,p-088")
        page.get_by_role("button", name="Add these 2 people to your shortlist").click()
        visit.open("mentees/page/4/index.html")
        expect(page.get_by_role("region", name="Shortlist")).to_contain_text("2 people")


def test_more_people_are_shown_with_the_keyboard_and_the_count_is_polite(browser: Browser, base: str) -> None:
    with visiting(browser, base) as visit:
        page = visit.open(DIRECTORY)
        hiring.walk_to(page, "#q")
        page.keyboard.type("number")
        settled(page, COUNT)
        expect(page.get_by_role("status").filter(has_text="90 mentees")).to_be_visible()
        hiring.walk_to(page, "[data-more] button")
        page.keyboard.press("Enter")
        expect(page.locator(FOUND)).to_have_count(2 * SHOWN_AT_ONCE)
        expect(page.locator(FOUND).nth(SHOWN_AT_ONCE).locator("h2 a")).to_be_focused()


def test_a_search_that_cannot_be_loaded_leaves_the_lists(browser: Browser, large_url: str) -> None:
    with visiting(browser, large_url) as visit:
        visit.page.route("**/mentees/search/**", lambda route: route.abort())
        page = visit.open(f"{DIRECTORY}?skill=python")
        expect(page.get_by_text("The search could not be loaded. Browse the lists instead.")).to_be_visible()
        expect(page.get_by_role("navigation", name="Browse mentees")).to_be_visible()
        expect(page.locator("[data-results]")).to_be_visible()


def test_only_the_parts_that_are_needed_are_loaded_and_only_from_the_site(
    browser: Browser, large_url: str
) -> None:
    asked: list[str] = []
    with visiting(browser, large_url) as visit:
        visit.page.on("request", lambda request: asked.append(request.url))
        refused: list[str] = []
        visit.page.on("console", lambda message: refused.append(message.text))
        page = visit.open(DIRECTORY)
        assert not [url for url in asked if "/search/" in url]
        page.locator("#q").fill("zofia")
        settled(page, 8)
        parts = {url.rpartition("/")[2].partition("?")[0] for url in asked if "/search/" in url}
        assert {"facets.js", "words-z.js"} <= parts
        assert not [part for part in parts if part.startswith(("words-a", "order-"))]
        assert all(url.startswith(large_url) for url in asked)
        assert (
            page.evaluate("""() => {
          const script = document.createElement("script");
          try { script.src = "../assets/x.js"; return "let in"; } catch (error) { return error.name; }
        }""")
            == "TypeError"
        )
        assert [words for words in refused if "TrustedScriptURL" not in words] == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", list(SCHEMES))
def test_axe_finds_nothing_among_what_was_found_nor_on_a_later_page(
    browser: Browser, large_url: str, scheme: str, width: int
) -> None:
    options = {"viewport": {"width": width, "height": 900}, **SCHEMES[scheme]}
    with visiting(browser, large_url, **options) as visit:
        page = visit.open(f"{DIRECTORY}?skill=python&status=open")
        expect(page.locator(FOUND).first).to_be_visible()
        assert findings(page) == []
        assert findings(visit.open("mentees/page/3/index.html")) == []
        assert findings(visit.open("mentees/skills/javascript/page/2/index.html")) == []
