"""A message arrives as each provider documents to read it, with scripts or without."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser import hiring
from tests.browser.hiring import DIRECTORY, until, visiting
from tests.conftest import ROOT, FolderHost, write_site
from tests.crowd import person

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

SITE = """\
name: Northlight
tagline: A mentor program in Bergen
url: https://northlight.example
timezone: Europe/Oslo
as_of: 2023-12-06
organisation: { name: Northlight Foundation }
coordinator: { name: Kari, email: kari@northlight.example }
navigation:
  - { label: Mentees, to: mentees }
  - { label: Contact, to: contact }
contact_form:
  topics:
    - { id: introduction, label: Å møte noen }
    - { id: apply, label: Applying }
"""
ANNA = "Anna Berg, https://northlight.example/mentees/anna-berg/"
SECOND = "Bo Wiśniewska, https://northlight.example/mentees/p-001/"
FORM = """(form) => ({
  sent: [form.method, form.getAttribute("action"), form.enctype],
  fields: [...form.elements].map((field) => field.name).filter(Boolean),
})"""
THANKS = "https://northlight.example/contact/thanks/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What a provider is told in the settings, and what it documents to read: see microsite/model/contact.py."""

    settings: str
    action: str
    subject: str
    trap: str
    hidden: dict[str, str]
    choice: str = "introduce-{id}"


PROVIDERS = {
    "formspree": Provider(
        settings="  provider: formspree\n  endpoint: https://formspree.io/f/abcdwxyz\n",
        action="https://formspree.io/f/abcdwxyz",
        subject="_subject",
        trap="_gotcha",
        hidden={"_next": THANKS},
    ),
    "netlify": Provider(
        settings="  provider: netlify\n",
        action="/contact/thanks/",
        subject="subject",
        trap="bot-field",
        hidden={"form-name": "contact"},
        choice="people[]",
    ),
    "web3forms": Provider(
        settings="  provider: web3forms\n  access_key: 0123-4567\n",
        action="https://api.web3forms.com/submit",
        subject="subject",
        trap="botcheck",
        hidden={"access_key": "0123-4567", "from_name": "Northlight", "redirect": THANKS},
    ),
    "formsubmit": Provider(
        settings="  provider: formsubmit\n  endpoint: https://formsubmit.co/0123456789abcdef\n",
        action="https://formsubmit.co/0123456789abcdef",
        subject="_subject",
        trap="_honey",
        hidden={"_captcha": "false", "_next": THANKS},
    ),
    "basin": Provider(
        settings="  provider: basin\n  endpoint: https://usebasin.com/f/0123456789ab\n",
        action="https://usebasin.com/f/0123456789ab",
        subject="topic",
        trap="_gotcha",
        hidden={},
    ),
    "endpoint": Provider(
        settings="  provider: endpoint\n  endpoint: https://forms.northlight.example/in?site=1\n",
        action="https://forms.northlight.example/in?site=1",
        subject="subject",
        trap="_gotcha",
        hidden={},
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    path: str
    content_type: str
    fields: dict[str, list[str]]


@contextmanager
def receiver() -> Iterator[tuple[str, list[Post]]]:
    """Record every POST on this machine, as the provider would get it."""
    posts: list[Post] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the name that http.server asks for
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = parse_qs(body, keep_blank_values=True, strict_parsing=True)
            posts.append(Post(path=self.path, content_type=self.headers["Content-Type"], fields=fields))
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Received</title><h1>Received</h1>")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", posts
        server.shutdown()


@pytest.fixture(scope="module")
def site_of(
    tmp_path_factory: pytest.TempPathFactory, served: FolderHost
) -> Callable[[str], tuple[str, Path]]:
    """Build a small site with a provider, once, and give its address and its folder."""
    built: dict[str, tuple[str, Path]] = {}

    def build(provider: str) -> tuple[str, Path]:
        if provider not in built:
            settings = PROVIDERS[provider].settings if provider in PROVIDERS else "  provider: mailto\n"
            folder = write_site(
                tmp_path_factory.mktemp(provider) / "site",
                {"content/site.yaml": SITE + settings, "mentees/p-001/index.md": person(1)},
            )
            command = [sys.executable, str(ROOT / "build.py"), "build"]
            done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
            assert done.returncode == 0, done.stdout + done.stderr
            built[provider] = served(folder / "output").url, folder / "output"
        return built[provider]

    return build


@contextmanager
def sent_to(page: Page, provider: Provider) -> Iterator[list[Post]]:
    """Lead what the browser posts to the provider to this machine."""
    with receiver() as (url, posts):

        def lead(route: Route) -> None:
            parts = urlsplit(route.request.url)
            if route.request.method != "POST":
                route.fallback()
                return
            route.fulfill(response=route.fetch(url=f"{url}{parts.path}?{parts.query}".rstrip("?")))

        page.context.route(f"**{urlsplit(provider.action).path}*", lead)
        yield posts


def is_as_documented(post: Post, provider: Provider, *, form: str = "contact") -> None:
    parts = urlsplit(provider.action)
    assert post.path == f"{parts.path}?{parts.query}".rstrip("?")
    assert post.content_type == "application/x-www-form-urlencoded"
    assert {name: post.fields[name] for name in provider.hidden} == {
        name: [form if name == "form-name" else value] for name, value in provider.hidden.items()
    }
    assert post.fields.get(provider.trap, [""]) == [""]
    assert post.fields["name"] == ["Kari Åsen"]
    assert post.fields["email"] == ["kari@startup.example"]
    assert post.fields["company"] == ["Fjord & sønn"]


@pytest.mark.parametrize("has_scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("name", list(PROVIDERS))
def test_a_message_arrives_as_the_provider_reads_it(
    browser: Browser, site_of: Callable[[str], tuple[str, Path]], name: str, *, has_scripts: bool
) -> None:
    provider, (url, _) = PROVIDERS[name], site_of(name)
    with visiting(browser, url, java_script_enabled=has_scripts) as visit:
        page = visit.open("contact/index.html?about=introduction&people=anna-berg")
        with sent_to(page, provider) as posts:
            if has_scripts:
                expect(page.get_by_label("People you would like to meet")).to_have_value(ANNA)
            hiring.fill_in(page)
            page.get_by_label("It is about").select_option(label="Applying")
            if not has_scripts:
                page.get_by_label("Message", exact=True).fill("Hei,\nvi søker en biolog.")
            page.get_by_role("button", name="Send to Kari").click()
            expect(page.get_by_role("heading", name="Received")).to_be_visible()
        [post] = posts
    is_as_documented(post, provider)
    assert post.fields[provider.subject] == ["Northlight: Applying"]
    if has_scripts:
        assert post.fields["people"] == [ANNA]
        assert post.fields["message"][0].startswith("Hello Kari,\r\n\r\nWe would like to meet Anna Berg.")
    else:
        assert post.fields["message"] == ["Hei,\r\nvi søker en biolog."]


@pytest.mark.parametrize("name", list(PROVIDERS))
def test_without_scripts_one_message_asks_for_all_who_were_ticked(
    browser: Browser, site_of: Callable[[str], tuple[str, Path]], name: str
) -> None:
    provider, (url, _) = PROVIDERS[name], site_of(name)
    with visiting(browser, url, java_script_enabled=False) as visit:
        page = visit.open(DIRECTORY)
        with sent_to(page, provider) as posts:
            for box in page.get_by_role("checkbox", name="Introduce me").all():
                box.check()
            page.get_by_role("link", name="Ask for introductions").click()
            hiring.fill_in(page)
            page.get_by_label("Message", exact=True).fill("We look for a biologist.")
            page.get_by_role("button", name="Send to Kari").click()
            expect(page.get_by_role("heading", name="Received")).to_be_visible()
        [post] = posts
    is_as_documented(post, provider, form="introductions")
    assert post.fields[provider.subject] == ["Northlight: introductions"]
    people: dict[str, list[str]] = {}
    for id, value in (("anna-berg", ANNA), ("p-001", SECOND)):
        people.setdefault(provider.choice.replace("{id}", id), []).append(value)
    assert {name: sorted(post.fields[name]) for name in people} == people


@pytest.mark.parametrize("name", list(PROVIDERS))
def test_the_form_below_the_directory_is_that_of_the_contact_page(
    browser: Browser, site_of: Callable[[str], tuple[str, Path]], name: str
) -> None:
    own = {PROVIDERS[name].choice.replace("{id}", id) for id in ("anna-berg", "p-001")}
    with visiting(browser, site_of(name)[0], java_script_enabled=False) as visit:
        below = visit.open(DIRECTORY).locator("#ask").evaluate(FORM)
        contact = visit.open("contact/index.html").locator("main form").evaluate(FORM)
    assert below["sent"] == contact["sent"]
    assert set(below["fields"]) - own == set(contact["fields"]) - {"people"}


@pytest.mark.parametrize("name", [*PROVIDERS, "mailto"])
def test_the_policy_lets_the_form_go_where_it_must_and_nowhere_else(
    browser: Browser, site_of: Callable[[str], tuple[str, Path]], name: str
) -> None:
    url, _ = site_of(name)
    with visiting(browser, url) as visit:
        page = visit.open("contact/index.html")
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.evaluate("""() => {
          const form = document.createElement("form");
          Object.assign(form, { method: "post", action: "https://elsewhere.example/" });
          document.body.append(form);
          form.submit();
        }""")
        until(page, lambda: any("form-action" in text for text in refused))
