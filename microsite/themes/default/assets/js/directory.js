/* The directory: facets, search and sort over the cards of the page or of all pages (everyone.js); the address says which.
   Each person is a bit, so that counting after a keystroke is fast. */
(() => {
  const form = document.querySelector("[data-module~=directory]");
  if (!form) return;
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const list = $("[data-results]"), panel = $("[data-facets]"), picked = $("[data-picked]"), empty = $("[data-empty]"), total = $("[data-total]");
  const { q, sort } = form.elements;
  const { everyone } = globalThis;
  for (const box of $$("[data-choose]", list)) box.remove(); // for visitors without scripts
  const items = everyone ? [] : [...list.children];
  const size = Math.ceil((everyone ? everyone.count : items.length) / 32);

  const letters = { ø: "o", ł: "l", đ: "d", ð: "d", ı: "i", æ: "ae", œ: "oe", ß: "ss", þ: "th" };
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[^\0-\x7f]/g, (c) => letters[c] || c);
  const texts = items.map((li) => fold(li.textContent + " " + (li.dataset.q || "")));

  /* Facets: OR inside a fieldset, AND between fieldsets. Two fieldsets may share a name: a level, and languages. */
  const facets = $$("fieldset", panel).map((fieldset) => $$("input", fieldset).map((input) => ({
    input, bits: new Uint32Array(size), number: $(".n", input.parentNode), label: $("span", input.parentNode).textContent, shown: NaN,
  })));
  const choices = facets.flat();
  const index = new Map(choices.map((choice) => [choice.input.name + " " + choice.input.value, choice.bits]));
  const names = new Set(choices.map((choice) => choice.input.name));
  items.forEach((li, i) => {
    for (const name of names) for (const slug of (li.getAttribute("data-" + name) || "").split(" ")) {
      const bits = index.get(name + " " + slug);
      if (bits) bits[i >> 5] |= 1 << (i & 31);
    }
  });

  const all = () => new Uint32Array(size).fill(-1);
  const and = (a, b) => a.map((word, i) => word & b[i]);
  const or = (a, b) => a.map((word, i) => word | b[i]);
  const count = (bits) => {
    let n = 0;
    for (let word of bits) for (; word; word &= word - 1) n++;
    return n;
  };
  const here = () => {
    const words = fold(q.value).split(/\s+/), bits = new Uint32Array(size);
    texts.forEach((text, i) => { if (words.every((word) => text.includes(word))) bits[i >> 5] |= 1 << (i & 31); });
    return bits;
  };

  /* While somebody types, those that fill the window change first; if any did, the others go, not to be laid out, and follow. */
  let found, waiting;
  const isFound = (i) => Boolean(found[i >> 5] & (1 << (i & 31)));
  const show = (at, rest) => {
    let left = rest ? 100 : items[24] && document.activeElement === q ? 9 : 1e5, changed;
    for (const i of arranged.slice(at)) {
      const on = left > 0 && isFound(i);
      if (left > 0) at++;
      else if (rest || !changed) break;
      if (items[i].hidden === on) { items[i].hidden = !on; changed = true; }
      left -= rest ? 1 : on;
    }
    clearTimeout(waiting);
    if (at < arranged.length) waiting = setTimeout(show, rest ? 20 : 50, at, 1);
  };

  /* At once, or when the index is there, unless more was typed meanwhile. */
  let known, asked;
  const filter = () => {
    if (!everyone) return apply(here());
    const mine = asked = {}, idle = isIdle();
    if (idle && !known) return chips();
    Promise.all([everyone.choices(), everyone.search(fold(q.value))]).then(([lists, search]) => {
      if (!known) for (const [key, steps] of Object.entries(lists)) if (index.has(key)) everyone.mark(index.get(key), steps);
      known = true;
      if (mine === asked) apply(search, idle);
    }, everyone.lost);
  };
  const apply = (search, idle) => {
    const chosen = facets.map((facet) => {
      const on = facet.filter(({ input }) => input.checked);
      return on.length ? on.map(({ bits }) => bits).reduce(or) : all();
    });
    facets.forEach((facet, f) => {
      const others = chosen.reduce((bits, facetBits, i) => (i === f ? bits : and(bits, facetBits)), search);
      for (const choice of facet) {
        const n = count(and(others, choice.bits));
        if (n === choice.shown) continue;
        choice.shown = n;
        choice.number.firstChild.data = n;
      }
      for (const { input, shown: n } of facet) if (input.disabled !== (!n && !input.checked)) input.disabled = !input.disabled;
    });
    found = chosen.reduce(and, search);
    if (everyone) everyone.show(idle ? null : found, sort.value);
    else show(0);
    const n = count(found);
    const said = shortlist.counted(form.dataset.counts, n);
    if (total.firstChild.data !== said) total.firstChild.data = said;
    empty.hidden = n > 0;
    chips();
  };

  const chips = () => {
    const on = choices.filter(({ input }) => input.checked);
    $("[data-n]").textContent = on.length ? ` (${on.length})` : "";
    if (picked.dataset.now === (picked.dataset.now = on.map(({ label }) => label).join())) return;
    const chip = (label, name, clear) => {
      const button = $("[data-chip]", form).content.firstElementChild.cloneNode(true);
      button.firstElementChild.textContent = label;
      button.setAttribute("aria-label", name);
      button.onclick = () => {
        const at = [...picked.children].indexOf(button);
        clear();
        changed();
        (picked.children[Math.min(at, picked.children.length - 1)] || $("#results")).focus();
      };
      return button;
    };
    picked.replaceChildren(...on.map(({ input, label }) => chip(label, form.dataset.remove.replace("{}", label), () => { input.checked = false; })));
    if (on.length > 1) {
      picked.append(chip(form.dataset.all, form.dataset.all, clear));
      picked.lastChild.lastElementChild.remove();
    }
  };
  const isIdle = () => !q.value && sort.value === "availability" && !choices.some(({ input }) => input.checked);
  const clear = () => {
    q.value = "";
    for (const { input } of choices) input.checked = false;
  };

  const collator = new Intl.Collator(document.documentElement.lang);
  const byName = (a, b) => collator.compare(items[a].dataset.name, items[b].dataset.name);
  const by = (field) => (a, b) => items[a].dataset[field] - items[b].dataset[field] || byName(a, b);
  const orders = { availability: by("rank"), name: byName, newest: by("order") };
  let order = "availability", arranged = items.map((_, i) => i);
  const arrange = () => {
    if (sort.value === order) return;
    order = sort.value;
    if (everyone) return;
    arranged = [...arranged].sort(orders[order]);
    list.append(...arranged.map((i) => items[i]));
  };

  /* A choice is a step that the back button takes back; typing changes the step that is there, once it pauses. */
  let typing;
  const write = (step) => {
    clearTimeout(typing);
    const query = new URLSearchParams(location.search);
    for (const name of [...names, "q", "sort"]) query.delete(name);
    for (const { input } of choices) if (input.checked) query.append(input.name, input.value);
    if (q.value) query.set("q", q.value);
    if (sort.value !== "availability") query.set("sort", sort.value);
    const search = String(query) && "?" + String(query).replaceAll("%3A", ":");
    if (search !== location.search) history[step](null, "", (search || location.pathname) + location.hash);
  };
  const readAddress = () => {
    clearTimeout(typing);
    const query = new URLSearchParams(location.search);
    for (const { input } of choices) input.checked = query.getAll(input.name).includes(input.value);
    q.value = query.get("q") || "";
    sort.value = orders[query.get("sort")] ? query.get("sort") : "availability";
    arrange();
    filter();
  };
  const changed = () => { arrange(); filter(); write("pushState"); };

  for (const part of [form, q, sort]) part.addEventListener("input", ({ target }) => {
    clearTimeout(typing);
    if (target !== q) return changed();
    filter();
    typing = setTimeout(write, 200, "replaceState");
  });
  q.addEventListener("change", () => write("replaceState"));
  form.addEventListener("submit", (e) => { e.preventDefault(); $("#results").focus(); });
  $("[data-reset]").onclick = () => { clear(); changed(); q.focus(); };
  addEventListener("popstate", readAddress);

  /* The profiles link to the previous and next of what is listed now. */
  addEventListener("pagehide", () => {
    const walk = (everyone ? everyone.shown() : arranged.filter(isFound).map((i) => items[i])).map((li) => $("h2 a", li)).map((a) => [a.href, a.textContent]);
    try { sessionStorage.setItem(shortlist.key, JSON.stringify({ from: location.href, walk, total: parseInt(total.textContent) })); } catch { /* a private window */ }
  });

  const wide = matchMedia("(min-width:60rem)");
  const fit = () => { panel.open = wide.matches; };
  wide.addEventListener("change", fit);
  fit();
  readAddress();
})();
