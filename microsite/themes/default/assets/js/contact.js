/* The contact form: filled in from the address, checked in words, sent or handed to a mail program. */
(() => {
  const form = document.querySelector("[data-module~=contact]");
  if (!form) return;
  const $ = (selector, root = form) => root.querySelector(selector);
  const words = form.dataset;
  const field = (name) => $(`[data-field=${name}]`);
  const query = new URLSearchParams(location.search);
  const line = (text) => text.replace(/\s+/g, " ").trim();

  /* Ids come from the address; names from the shortlist or the profiles, as a page that may be indexed names nobody. */
  const ids = [...new Set((query.get("people") || "").split(","))].filter((id) => /^[a-z0-9-]+$/.test(id)).slice(0, 50);
  const named = new Map(shortlist.people().map(({ id, name }) => [id, name]));
  const guessed = (id) => id.replaceAll("-", " ").replace(/\b./g, (letter) => letter.toUpperCase());
  const begun = {};
  const begin = (name, text) => { // never over what was written since
    if (field(name).value === (begun[name] ?? field(name).value)) field(name).value = begun[name] = text;
  };
  const introduce = () => {
    const people = ids.map((id) => ({ name: named.get(id) || guessed(id), address: shortlist.address(shortlist.folder + id + "/") }));
    const names = new Intl.ListFormat(document.documentElement.lang).format(people.map((p) => p.name));
    begin("people", people.map((p) => p.name + (p.address && ", " + p.address)).join("\n"));
    begin("message", words.hello.replace("{}", names));
    $("[data-who]", document).textContent = names;
  };
  const learn = async (id) => named.set(id, await shortlist.named(id));
  const topic = field("topic") && $(`option[data-id="${CSS.escape(query.get("about") || "")}"]`, field("topic"));
  if (topic) topic.selected = true;
  if (ids.length) {
    introduce();
    field("people").rows = Math.max(2, ids.length);
    const unknown = location.protocol === "file:" ? [] : ids.filter((id) => !named.has(id));
    if (unknown.length) Promise.all(unknown.map(learn)).then(introduce);
    $("[data-intro]", document).hidden = false;
    $("[data-ask]", document).hidden = true; // this is where it leads
  } else if (query.get("re")) {
    field("message").value = words.about.replace("{}", line(query.get("re")).slice(0, 200));
  }

  /* Mistakes: beside the field, in a summary, and the first one has the focus. */
  const summary = $("[data-summary]");
  const inputs = [...form.querySelectorAll("[data-field]")];
  const judge = (input) => {
    const error = $("#" + input.id + "-error");
    if (!error) return true;
    const fine = input.checkValidity() && line(input.value) !== "";
    const described = [input.dataset.hint, fine ? "" : error.id].filter(Boolean).join(" ");
    error.hidden = fine;
    fine ? input.removeAttribute("aria-invalid") : input.setAttribute("aria-invalid", true);
    described ? input.setAttribute("aria-describedby", described) : input.removeAttribute("aria-describedby");
    return fine;
  };
  form.noValidate = true;
  for (const input of inputs) input.required = Boolean($("#" + input.id + "-error"));
  form.addEventListener("input", ({ target }) => { if (target.hasAttribute("aria-invalid")) judge(target); });
  form.addEventListener("submit", (e) => {
    const wrong = inputs.filter((input) => !judge(input));
    summary.hidden = !wrong.length;
    $("ul", summary).replaceChildren(...wrong.map((input) => {
      const item = document.createElement("li"), link = document.createElement("a");
      link.href = "#" + input.id;
      link.textContent = $("#" + input.id + "-error").textContent;
      link.onclick = (click) => { click.preventDefault(); input.focus(); };
      item.append(link);
      return item;
    }));
    if (wrong.length) wrong[0].focus();
    if (wrong.length || words.mailto) e.preventDefault();
    if (!wrong.length && words.mailto) hand();
  });

  /* Without a server: the visitor's mail program, and the text to copy. */
  const panel = document.querySelector("[data-panel]");
  const hand = () => {
    const value = (name) => (field(name) ? field(name).value.trim() : "");
    const about = field("topic") && field("topic").selectedOptions[0].text;
    const subject = [words.subject, about].filter(Boolean).map(line).join(": ");
    const signature = [value("name"), value("company"), value("email")].filter(Boolean).map(line).join("\n");
    const asked = value("people") && words.people + "\n" + value("people");
    const body = [value("message"), asked, signature].filter(Boolean).join("\n\n");
    const encoded = (text) => encodeURIComponent(text.replace(/\r?\n/g, "\r\n"));
    const start = "mailto:" + words.mailto + "?subject=" + encoded(subject);
    const whole = start + "&body=" + encoded(body);
    const open = $("[data-open]", panel);
    open.href = whole.length < 2000 ? whole : start; // longer ones are cut off, or refused, by Windows
    $("[data-subject]", panel).value = subject;
    $("[data-text]", panel).value = body;
    panel.hidden = false;
    panel.focus();
    location.href = open.href;
  };
  if (panel) panel.onclick = async ({ target }) => {
    const button = target.closest("[data-copy]");
    if (!button) return;
    const source = $("#" + button.dataset.copy, panel), said = $("[data-said]", panel);
    source.select();
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(source.value);
      said.textContent = words.copied;
    } catch {
      said.textContent = words.selected;
    }
  };
})();
