"""Measures the directory: what a keystroke costs in Chromium with 17, 340 and 1,000 cards on one page.

    python benchmarks/directory.py output

The cards of a built site's directory are repeated under other names into a page beside it, which is removed again. Words
are typed a letter at a time; after each, the script, the style and the layout that it causes are added up, as Chromium's
own counters give them, in time of the processor (a busy machine makes it longer all the same). The list follows in steps
after the first 40 cards that change; what is measured is what the visitor waits for before the next letter.
"""

from __future__ import annotations

import argparse
import gzip
import random
import re
import shutil
import statistics
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

CARDS = re.compile(r'(<ul class="grid people)[^"]*("[^>]*>)(.*?)(</ul>\s*<div class="empty)', re.S)
FIRST = "Anna Bodil Chen Dara Emil Fatma Gro Hugo Iben Jan Kaja Lars Mina Nils Oda Per Rita Siv Tor Una".split()
LAST = "Ås Berg Czerny Dahl Ek Fiala Grün Hall Iqbal Jónsson Kovač Lund Moe Næss Øye Park Qvist Ruud Şen Tran".split()
TYPED = ("p", "py", "pyt", "python", "", "s", "sq", "sql", "sql b", "", "zzz", "")
COUNTERS = ("ScriptDuration", "RecalcStyleDuration", "LayoutDuration")
TYPE = """(words) => {
  const box = document.querySelector("#q");
  box.value = words;
  box.dispatchEvent(new Event("input", { bubbles: true }));
  document.body.offsetHeight;
}"""


def repeated(html: str, count: int) -> str:
    """Repeat the cards of a directory under other names and ids."""
    chance = random.Random(count)
    found = CARDS.search(html)
    assert found, "this is not a directory"
    cards = re.split(r"(?=<li data-name)", found[3])[1:]
    many = [renamed(cards[n % len(cards)], f"{chance.choice(FIRST)} {chance.choice(LAST)} {n}", n) for n in range(count)]
    chance.shuffle(many)
    classes = " many" if count > 60 else ""
    return html[: found.start()] + f"{found[1]}{classes}{found[2]}{''.join(many)}{found[4]}" + html[found.end() :]


def renamed(card: str, name: str, number: int) -> str:
    for attribute, value in (("data-name", name), ("data-save", f"person-{number}")):
        old = re.search(rf'{attribute}="([^"]*)"', card)
        assert old
        card = card.replace(old[1], value) if attribute == "data-name" else card.replace(f'"{old[1]}"', f'"{value}"')
    return card


def counters(session: CDPSession) -> list[float]:
    found = {m["name"]: m["value"] * 1000 for m in session.send("Performance.getMetrics")["metrics"]}
    return [found[name] for name in COUNTERS]


def keystrokes(page: Page, rounds: int) -> list[list[float]]:
    """Type, and give script, style and layout of each letter in ms."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    costs = []
    for words in TYPED * rounds:
        page.wait_for_timeout(400)
        before = counters(session)
        page.evaluate(TYPE, words)
        costs.append([after - b for after, b in zip(counters(session), before, strict=True)])
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("output", type=Path, help="the folder of a built site")
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    html = (options.output / "mentees" / "index.html").read_text(encoding="utf-8")
    target = options.output.resolve() / "mentees" / "benchmark.html"
    print("| cards | HTML, gzipped | script | style | layout | a keystroke: median | 95 of 100 |\n|" + " ---: |" * 7)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        for count in (17, 340, 1000):
            target.write_text(repeated(html, count), encoding="utf-8")
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(target.as_uri())
            page.wait_for_timeout(1500)
            costs = keystrokes(page, options.rounds)
            totals = sorted(sum(cost) for cost in costs)
            parts = " | ".join(f"{statistics.median(part):.1f}" for part in zip(*costs, strict=True))
            worst = totals[int(len(totals) * 0.95)]
            size = len(gzip.compress(target.read_bytes()))
            print(f"| {count:,} | {size:,} | {parts} | {statistics.median(totals):.1f} ms | {worst:.1f} ms |", flush=True)
            page.close()
        browser.close()
    target.unlink()


if __name__ == "__main__":
    main()
