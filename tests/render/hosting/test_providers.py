"""What hosts are told, as text: a file where each of them looks for it, whole and within its limits."""

from __future__ import annotations

import pytest

from microsite.model.schema.site import HostKind
from microsite.plan.paths import HOSTING_PATHS
from microsite.render import hosting
from tests.conftest import SiteWriter
from tests.making import made, make_site, message_in_docs, said_of
from tests.texts import settings

TOPICS = "\n  topics:\n    - id: apply\n      label: Applying"
FORMSPREE = f"{TOPICS}\n  provider: formspree\n  endpoint: https://formspree.io/f/abcdwxyz"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'; "
    "form-action 'self' https://formspree.io; frame-ancestors 'none'"
)
PROTECTING = f"""\
  Content-Security-Policy: {POLICY}
  X-Content-Type-Options: nosniff
  Referrer-Policy: no-referrer
  Cross-Origin-Opener-Policy: same-origin
  Cross-Origin-Resource-Policy: same-origin
  Permissions-Policy: camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()
  Strict-Transport-Security: max-age=31536000
"""

NIGHTLY = """\
# What is shown changes with the days: have the site built every night, even if nobody wrote anything.
#     """


def hosted(site: SiteWriter, provider: str, url: str = "https://northlight.example") -> dict[str, str]:
    text = settings(contact_form=FORMSPREE, hosting=f"\n  provider: {provider}", url=url)
    return made(site({"content/site.yaml": text}))


@pytest.mark.parametrize("provider", ["netlify", "cloudflare"])
def test_hosts_that_read_headers_get_all_of_them_for_every_path(site: SiteWriter, provider: str) -> None:
    written = hosted(site, provider)["_headers"]
    for_all, of_assets = f"/*\n{PROTECTING}", "  Cache-Control: public, max-age=31536000, immutable\n"
    assert (
        written
        == f"{NIGHTLY}7 0 * * * curl -fsS -X POST {{the address of a build hook}}\n\n{for_all}\n/assets/*\n{of_assets}"
    )


def test_assets_that_browsers_keep_for_a_year_have_their_content_in_their_name(site: SiteWriter) -> None:
    files = make_site(site({})).artifacts
    changed = make_site(
        site({"content/site.yaml": settings(theme="{name: default, options: {accent_hue: 99}}")})
    ).artifacts
    both = [path for path in files if path.startswith("assets/") and path in changed]
    assert both
    assert [path for path in both if files[path] != changed[path]] == []


def test_github_pages_serves_the_files_as_they_are(site: SiteWriter) -> None:
    assert hosted(site, "github_pages")[".nojekyll"] == ""


def test_nginx_gets_every_header_at_one_level_and_the_folder_of_the_site(site: SiteWriter) -> None:
    written = hosted(site, "nginx", url="https://city.example/lovepats")["nginx.conf"]
    assert f"{NIGHTLY}5 0 * * * cd {{the folder of the site}} && python3 build.py build --quiet\n" in written
    assert f'add_header Content-Security-Policy "{POLICY}" always;\n' in written
    assert "error_page 404 /lovepats/404.html;\n" in written
    inside = [line for line in written.splitlines() if line.startswith("location")]
    assert len(inside) == 4
    assert not any("add_header" in line for line in inside)


@pytest.mark.parametrize("provider", HostKind)
def test_a_host_gets_its_own_file_and_no_other(site: SiteWriter, provider: HostKind) -> None:
    own = {HOSTING_PATHS[provider]} if provider in HOSTING_PATHS else set()
    assert set(HOSTING_PATHS.values()) & set(hosted(site, provider)) == own


def test_what_a_host_would_not_read_is_told(site: SiteWriter) -> None:
    form = f"{TOPICS}\n  provider: endpoint\n  endpoint: https://{'a.' * 1000}example/in"
    text = settings(contact_form=form, url="https://northlight.example", hosting="\n  provider: cloudflare")
    folder = site({"content/site.yaml": text})
    assert said_of(folder, make_site(folder).diagnostics) == message_in_docs("E806")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/a\n" * 101, "it has 101 rules, at most 100 count"),
        ("  A: b\n" * 20_000, "it has 140,000 bytes, at most 100,000 count"),
    ],
)
def test_each_limit_is_told_by_its_number(written: str, said: str) -> None:
    problem = hosting.fault("_headers", written.encode())
    assert problem
    assert problem.message.endswith(said)


def test_what_is_just_within_the_limits_is_fine() -> None:
    text = "/a\n" * 100 + "x" * 2000
    assert hosting.fault("_headers", text.encode()) is None
