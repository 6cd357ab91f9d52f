"""The settings of the contact form -> what its provider expects of it, or what is wrong with the settings.

Knows no HTML: a theme draws the form from a `FormContract`. Each contract names the page it is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit

from microsite.core.dataclasses import dataclass, field
from microsite.core.diagnostics import Diagnostic, Related
from microsite.core.positions import Position
from microsite.model.entry import Entry
from microsite.model.schema.site import ContactForm, FormProvider, SiteSettings

FIELDS = ("name", "email", "company", "topic", "people", "message")
"""What a visitor fills in, in this order."""

WEB3FORMS_ENDPOINT = "https://api.web3forms.com/submit"
NETLIFY_FORM_NAME = "contact"


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenField:
    """A field that visitors do not see."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormContract:
    """How the form is sent.

    `field_names` gives the provider's name for each of FIELDS; `honeypot` is the name of the trap for robots,
    empty where there is none; `sources` are what `form-action` of the page's policy must allow.
    `choice` is the name of the checkbox of a person to be introduced to, with `{id}` in the place of their id.
    """

    provider: FormProvider
    action: str
    method: str
    enctype: str
    hidden: tuple[HiddenField, ...]
    honeypot: str
    field_names: Mapping[str, str]
    choice: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Terms:
    """What a provider asks for: its names of the fields `subject` and `thanks`, empty if it has none."""

    title: str
    host: str = ""
    honeypot: str = ""
    subject: str = ""
    thanks: str = ""
    choice: str = "introduce-{id}"  # of several fields with one name many services keep the last
    example: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)


_TERMS: Mapping[FormProvider, _Terms] = {
    FormProvider.MAILTO: _Terms(title="mailto", choice="introduce"),
    # https://help.formspree.io/hc/en-us/articles/360062302854-Special-Fields (`email` becomes Reply-To,
    # `_subject`, `_next`) and https://help.formspree.io/articles/building-your-form/honeypot-spam-filtering
    FormProvider.FORMSPREE: _Terms(
        title="Formspree",
        host="formspree.io",
        honeypot="_gotcha",
        subject="_subject",
        thanks="_next",
        example="https://formspree.io/f/abcdwxyz",
    ),
    # https://docs.netlify.com/forms/setup/ (the form's name, `form-name`, `subject`; `action` is the page
    # shown afterwards; `[]` after the name of what may have several values; fields that no page has are
    # dropped) and https://docs.netlify.com/forms/spam-filters/ (honeypot)
    FormProvider.NETLIFY: _Terms(
        title="Netlify",
        honeypot="bot-field",
        subject="subject",
        choice="people[]",
        fixed={"form-name": NETLIFY_FORM_NAME},
    ),
    # https://docs.web3forms.com/getting-started/api-reference
    FormProvider.WEB3FORMS: _Terms(
        title="Web3Forms", honeypot="botcheck", subject="subject", thanks="redirect"
    ),
    # https://formsubmit.co/documentation; its captcha page is left out, as it would load scripts of others
    FormProvider.FORMSUBMIT: _Terms(
        title="FormSubmit",
        host="formsubmit.co",
        honeypot="_honey",
        subject="_subject",
        thanks="_next",
        example="https://formsubmit.co/0123456789abcdef0123456789abcdef",
        fixed={"_captcha": "false"},
    ),
    # https://docs.usebasin.com/spam-protection/advanced-filters (honeypot) and
    # https://docs.usebasin.com/guides/api/api-forms/ (subject and thank-you page are settings of the account)
    FormProvider.BASIN: _Terms(
        title="Basin", host="usebasin.com", honeypot="_gotcha", example="https://usebasin.com/f/0123456789ab"
    ),
    FormProvider.ENDPOINT: _Terms(
        title="an endpoint of your own",
        honeypot="_gotcha",
        subject="subject",
        example="https://example.org/contact",
    ),
}
_NEED_ENDPOINT = (FormProvider.FORMSPREE, FormProvider.FORMSUBMIT, FormProvider.BASIN, FormProvider.ENDPOINT)


def mailto_address(email: str, subject: str = "", body: str = "") -> str:
    """Make the address of a message to be written: RFC 6068, UTF-8, only these two fields.

    Line breaks of the body become CR LF; in the subject they are spaces, as a header has one line.
    """
    fields = {"subject": " ".join(subject.split()), "body": "\r\n".join(body.splitlines())}
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in fields.items() if value)
    address = quote("".join(email.split()), safe="@")
    return f"mailto:{address}?{query}" if query else f"mailto:{address}"


def contract(settings: SiteSettings, *, thanks_path: str = "thanks/index.html") -> FormContract:
    """Give the contract of the provider that the settings name. They must have passed `check`."""
    form = settings.contact_form
    terms = _TERMS[form.provider]
    action, sources = _destination(settings, thanks_path)
    return FormContract(
        provider=form.provider,
        action=action,
        method="post",
        enctype="text/plain" if form.provider is FormProvider.MAILTO else "application/x-www-form-urlencoded",
        hidden=tuple(HiddenField(name=name, value=value) for name, value in _hidden(settings, thanks_path)),
        honeypot=terms.honeypot,
        field_names={field: field for field in FIELDS} | ({"topic": terms.subject} if terms.subject else {}),
        choice=terms.choice,
        sources=sources,
    )


def _destination(settings: SiteSettings, thanks_path: str) -> tuple[str, tuple[str, ...]]:
    form = settings.contact_form
    match form.provider:
        case FormProvider.MAILTO:
            return mailto_address(settings.coordinator.email, settings.name), ("mailto:",)
        case FormProvider.NETLIFY:
            # Netlify wants the path as visitors see it, from the root of the host.
            folder = urlsplit(settings.url or "").path.rstrip("/")
            return f"{folder}/{_without_index(thanks_path)}", ("'self'",)
        case FormProvider.WEB3FORMS:
            # Its own thank-you page is on the other host, and Chromium holds redirects to the policy too.
            return WEB3FORMS_ENDPOINT, (_origin(WEB3FORMS_ENDPOINT), "https://web3forms.com")
        case _:
            endpoint = form.endpoint or ""
            return endpoint, (_origin(endpoint),)


def _hidden(settings: SiteSettings, thanks_path: str) -> Iterator[tuple[str, str]]:
    form = settings.contact_form
    terms = _TERMS[form.provider]
    yield from terms.fixed.items()
    if form.provider is FormProvider.WEB3FORMS:
        yield "access_key", form.access_key or ""
        yield "from_name", settings.name
    if terms.subject and not form.topics:
        yield terms.subject, settings.name
    if terms.thanks and settings.url:
        yield terms.thanks, f"{settings.url.rstrip('/')}/{_without_index(thanks_path)}"


def _without_index(path: str) -> str:
    return path.removesuffix("index.html")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def check(site: Entry[SiteSettings]) -> list[Diagnostic]:
    """Find what would make the form a dead end: E340 to E346."""
    form = site.fields.contact_form
    mistakes = (_missing, _unfit_endpoint, _unused, _equal_topics)
    return [diagnostic for find in mistakes for diagnostic in find(site, form)]


def _missing(site: Entry[SiteSettings], form: ContactForm) -> Iterator[Diagnostic]:
    terms = _TERMS[form.provider]
    if form.provider in _NEED_ENDPOINT and not form.endpoint:
        yield Diagnostic(
            code="E340",
            message="`endpoint` is missing, so the contact form leads nowhere",
            position=site.position("contact_form", "provider"),
            label=f"{terms.title} needs it" if terms.host else "this provider needs it",
            help=f"add the address of your form, for example `endpoint: {terms.example}`",
        )
    if form.provider is FormProvider.WEB3FORMS and not form.access_key:
        yield Diagnostic(
            code="E343",
            message="`access_key` is missing, so the contact form leads nowhere",
            position=site.position("contact_form", "provider"),
            label="Web3Forms needs it",
            help="add `access_key:` with the key that Web3Forms has sent you by e-mail",
        )


def _unfit_endpoint(site: Entry[SiteSettings], form: ContactForm) -> Iterator[Diagnostic]:
    if form.endpoint is None or form.provider not in _NEED_ENDPOINT:
        return
    position = site.position("contact_form", "endpoint")
    parts = urlsplit(form.endpoint)
    if parts.scheme != "https":
        yield Diagnostic(
            code="E341",
            message="`endpoint` must begin with https://",
            position=position,
            label="messages would travel unprotected",
            help=f"write {parts._replace(scheme='https').geturl()}",
        )
    if "@" in parts.path:
        yield Diagnostic(
            code="E345",
            message="`endpoint` must not hold an e-mail address",
            position=position,
            label="robots collect addresses from forms",
            help="use the address with a code in it that the provider gives you instead",
        )
    if stranger := _stranger(parts.hostname or "", form.provider):
        yield _wrong_provider(form.provider, stranger, position)


def _stranger(host: str, provider: FormProvider) -> FormProvider | str | None:
    """Give the provider whose host it is, or the host, when that is not the one that was named."""
    owner = next((p for p, terms in _TERMS.items() if terms.host and _is_within(host, terms.host)), None)
    if owner is None and _is_within(host, "web3forms.com"):
        owner = FormProvider.WEB3FORMS
    if owner is provider or (owner is None and provider is FormProvider.ENDPOINT):
        return None
    return owner or host


def _is_within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _wrong_provider(provider: FormProvider, stranger: FormProvider | str, position: Position) -> Diagnostic:
    terms = _TERMS[provider]
    if isinstance(stranger, FormProvider):
        label = f"this address belongs to {_TERMS[stranger].title}"
        help = f"write `provider: {stranger}`, since each provider reads the form in its own way"
    else:
        label = f"addresses of {terms.title} are at {terms.host}"
        help = f"copy the address from {terms.title}, or write `provider: endpoint` for another service"
    return Diagnostic(
        code="E342",
        message=f"`endpoint` does not belong to `provider: {provider}`",
        position=position,
        label=label,
        help=help,
    )


def _unused(site: Entry[SiteSettings], form: ContactForm) -> Iterator[Diagnostic]:
    unused = {
        "endpoint": form.endpoint and form.provider not in _NEED_ENDPOINT,
        "access_key": form.access_key and form.provider is not FormProvider.WEB3FORMS,
    }
    for name in (name for name, is_unused in unused.items() if is_unused):
        yield Diagnostic(
            code="E344",
            message=f"`{name}` is not used with `provider: {form.provider}`",
            position=site.position("contact_form", name),
            help="take the line out, or write the provider it belongs to, for example `provider: formspree`"
            if name == "endpoint"
            else "take the line out, or write `provider: web3forms`",
        )


def _equal_topics(site: Entry[SiteSettings], form: ContactForm) -> Iterator[Diagnostic]:
    first: dict[str, int] = {}
    for number, topic in enumerate(form.topics):
        if first.setdefault(topic.id, number) != number:
            yield Diagnostic(
                code="E346",
                message=f"two topics of the contact form are called `{topic.id}`",
                position=site.position("contact_form", "topics", number, "id"),
                help="give one of them another `id`, so that links can choose it",
                related=(
                    Related(
                        position=site.position("contact_form", "topics", first[topic.id], "id"),
                        message="the first one is here",
                    ),
                ),
            )
