"""Measures the directory: what a keystroke costs in Chromium with 17, 340 and 1,000 cards on one page, and over 10,000.

    python benchmarks/directory.py output
    python benchmarks/people.py /tmp/people 10000 && python build.py build --site /tmp/people
    python benchmarks/directory.py output --large /tmp/people/output

The cards of a built site's directory are repeated under other names into a page beside it, which is removed again. Words
are typed a letter at a time; after each, the script, the style and the layout that it causes are added up, as Chromium's
own counters give them, in time of the processor (a busy machine makes it longer all the same). Counted is everything from
the letter until two frames were drawn: cards that come into the window without having been drawn before are laid out in the
second one. (Before, the count ended with a layout that a script asked for, and missed those.) Beside it
stands all that the thread of the page did meanwhile, painting included, less what it does for a letter without any effect.
The rest of the list, below the window, follows later in steps.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import statistics
from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

CARDS = re.compile(r'(<ul class="grid people)[^"]*("[^>]*>)(.*?)(</ul>\s*<div class="empty)', re.S)
FIRST = "Anna Bodil Chen Dara Emil Fatma Gro Hugo Iben Jan Kaja Lars Mina Nils Oda Per Rita Siv Tor Una".split()
LAST = "Ås Berg Czerny Dahl Ek Fiala Grün Hall Iqbal Jónsson Kovač Lund Moe Næss Øye Park Qvist Ruud Şen Tran".split()
TYPED = ("p", "py", "pyt", "python", "", "s", "sq", "sql", "sql b", "", "zzz", "")
COUNTERS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration", "TaskDuration")
TYPE = """async (words) => {
  const box = document.querySelector("#q");
  box.focus();
  await new Promise(requestAnimationFrame);
  if (words !== null) {
    box.value = words;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
  await new Promise(requestAnimationFrame);
  const { port1, port2 } = new MessageChannel();
  await new Promise((drawn) => { port1.onmessage = drawn; port2.postMessage(0); });
}"""
ANSWERED = """async (words) => {
  const box = document.querySelector("#q"), list = document.querySelector("[data-found]");
  list.replaceChildren(); // what stands there is no answer
  const start = performance.now();
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise((resolve) => {
    const seen = new MutationObserver(() => { if (list.children.length || words === "zzz") resolve(); });
    seen.observe(document.querySelector("#results"), { childList: true, subtree: true, characterData: true });
  });
  document.body.offsetHeight;
  return performance.now() - start;
}"""


def repeated(html: str, count: int) -> str:
    """Repeat the cards of a directory under other names and ids."""
    chance = random.Random(count)
    found = CARDS.search(html)
    assert found, "this is not a directory"
    cards = re.split(r"(?=<li data-name)", found[3])[1:]
    many = [renamed(cards[n % len(cards)], f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}", n) for n in range(count)]
    chance.shuffle(many)
    classes = " many" if count > 24 else ""
    return html[: found.start()] + f"{found[1]}{classes}{found[2]}{''.join(many)}{found[4]}" + html[found.end() :]


def renamed(card: str, name: str, number: int) -> str:
    """Give a card the name and the id of somebody else."""
    for attribute, value in (("data-name", name), ("data-save", f"person-{number}")):
        old = re.search(rf'{attribute}="([^"]*)"', card)
        assert old
        card = card.replace(old[1], value) if attribute == "data-name" else card.replace(f'"{old[1]}"', f'"{value}"')
    return card


def counters(session: CDPSession) -> list[float]:
    """Give what the browser has spent so far, in ms, in the order of COUNTERS."""
    found = {m["name"]: m["value"] * 1000 for m in session.send("Performance.getMetrics")["metrics"]}
    return [found[name] for name in COUNTERS]


def keystrokes(page: Page, rounds: int) -> list[list[float]]:
    """Type, and give script, style, layout and all work of the thread for each letter in ms."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    idle = statistics.median(typed(page, session, None)[-1] for _ in range(10))
    costs = [typed(page, session, words) for words in TYPED * rounds]
    return [[*parts, max(0, work - idle)] for *parts, work in costs]


def typed(page: Page, session: CDPSession, words: str | None) -> list[float]:
    """Type, or only measure; give what each counter went up by, in ms."""
    page.wait_for_timeout(600)
    before = counters(session)
    page.evaluate(TYPE, words)
    return [after - b for after, b in zip(counters(session), before, strict=True)]


def one_page(browser: Browser, output: Path, rounds: int) -> None:
    """Print what a letter costs where all cards stand on the page."""
    html = (output / "mentees" / "index.html").read_text(encoding="utf-8")
    target = output.resolve() / "mentees" / "benchmark.html"
    print("| cards | HTML, gzipped | script | style | layout | a keystroke: median | 95 of 100 | with painting: median | 95 of 100 |")
    print("|" + " ---: |" * 9)
    for count in (17, 340, 1000):
        target.write_text(repeated(html, count), encoding="utf-8")
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(target.as_uri())
        page.wait_for_timeout(1500)
        *parts, work = zip(*keystrokes(page, rounds), strict=True)
        size = len(gzip.compress(target.read_bytes()))
        median = " | ".join(f"{statistics.median(part):.1f}" for part in parts)
        totals = " | ".join(spread(times) for times in ([sum(cost) for cost in zip(*parts, strict=True)], work))
        print(f"| {count:,} | {size:,} | {median} | {totals} |", flush=True)
        page.close()
    target.unlink()


def spread(times: Iterable[float]) -> str:
    """Give the median, and what 95 of 100 take at most."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):.1f} ms | {ordered[int(len(ordered) * 0.95)]:.1f} ms"


def several_pages(browser: Browser, output: Path, rounds: int) -> None:
    """Print what the pages and the index of a large directory weigh, and how long a letter takes to be answered."""
    first = (output / "mentees" / "index.html").read_text(encoding="utf-8")
    search = output / "mentees" / "search"
    print("| what is loaded | bytes, gzipped |\n| --- | ---: |")
    print(f"| the first page, each portrait with a name of its own | {len(gzip.compress(distinct(first).encode())):,} |")
    for label, files in (
        ("the choices of all facets", [search / "facets.js"]),
        ("the largest part of the words", list(search.glob("words-*.js"))),
        ("an order", list(search.glob("order-*.js"))),
        ("the cards of 25 people, at most", list(search.glob("people-*.js"))),
    ):
        print(f"| {label} | {max(len(gzip.compress(file.read_bytes())) for file in files):,} |")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((output / "mentees" / "index.html").resolve().as_uri())
    took = [page.evaluate(ANSWERED, words) for words in TYPED if words]
    again = sorted(page.evaluate(ANSWERED, words) for words in TYPED * rounds if words)
    print("\n| a letter, until the cards stand there | median | longest |\n| --- | ---: | ---: |")
    print(f"| the first time, from a disk | {statistics.median(took):.0f} ms | {max(took):.0f} ms |")
    print(f"| again | {statistics.median(again):.0f} ms | {again[-1]:.0f} ms |", flush=True)
    page.close()


def distinct(html: str) -> str:
    """Give each portrait a file name of its own: the people of the benchmark share 17."""
    chance = random.Random(1)
    cards = re.split(r"(?=<li data-name)", html)
    return "".join(re.sub(r"media/[0-9a-f]{24}", f"media/{chance.getrandbits(96):024x}", card) for card in cards)


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path, help="the folder of a built site")
    parser.add_argument("--rounds", type=int, default=4)
    parser.add_argument("--large", type=Path, help="the folder of a built site with a directory of several pages")
    options = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        one_page(browser, options.output, options.rounds)
        if options.large:
            print()
            several_pages(browser, options.large, options.rounds)
        browser.close()


if __name__ == "__main__":
    main()
