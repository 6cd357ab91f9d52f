/* The shortlist: people a visitor saved, kept on this device and shown in the tray of every page.
   It is the first script of a page and offers `shortlist` to the others. */
(() => {
  const tray = document.querySelector("[data-module~=shortlist]");
  if (!tray) return;
  const $ = (selector, root = document) => root.querySelector(selector);
  const words = tray.dataset;
  const root = new URL(".", new URL(document.documentElement.dataset.root, location));
  const key = "shortlist:" + root.pathname; // sites on one host, or one disk, share the storage
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const categories = ["zero", "one", "two", "few", "many", "other"];
  const announce = $("[data-shortlist-said]"), link = $("[data-link]", tray);

  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(key)).filter((p) => p.id && p.name);
    } catch {
      return [];
    }
  };
  let people = read();

  const counted = (forms, n) => forms.split("|")[categories.indexOf(plural.select(n))].replace(/\d+/, n);
  /* What others can open: the public address, or where the page is; nothing for a page on a disk. */
  const home = words.site ? words.site.replace(/\/?$/, "/") : location.protocol === "file:" ? "" : root.href;
  const address = (path) => home && home + path;
  const folder = new URL(".", new URL(words.directory, location)).href.slice(root.href.length);
  const has = (id) => people.some((p) => p.id === id);

  const paint = () => {
    for (const button of document.querySelectorAll("[data-save]")) {
      const on = has(button.dataset.save);
      button.setAttribute("aria-pressed", on);
      const label = $("[data-save-label]", button);
      if (label) label.textContent = on ? words.saved : words.unsaved;
    }
    tray.hidden = !people.length;
    document.documentElement.toggleAttribute("data-shortlist", people.length > 0);
    $("[data-count]", tray).textContent = counted(words.counts, people.length);
    $("[data-faces]", tray).replaceChildren(...people.filter((p) => p.pic).slice(0, 6).map((p) =>
      Object.assign(document.createElement("img"), { src: root.href + p.pic, alt: "", width: 48, height: 48 })));
    $("[data-ask]", tray).search = new URLSearchParams({ about: "introduction", people: people.map((p) => p.id) });
    $("[data-share]", tray).hidden = !home;
    link.hidden = true;
  };
  const store = (changed) => {
    people = changed;
    try {
      if (people.length) localStorage.setItem(key, JSON.stringify(people));
      else localStorage.removeItem(key);
    } catch { /* a private window: kept until it is left */ }
    paint();
  };
  const keep = (changed) => {
    store(changed);
    announce.textContent = counted(words.counts, people.length);
  };
  const button = (id) => $(`[data-save="${CSS.escape(id)}"]`);
  const person = ({ save: id, name, pic }) => ({ id, name, pic: pic && new URL(pic, location).href.slice(root.href.length) });

  const share = async () => {
    const input = $("input", link);
    input.value = address(folder + "?shortlist=" + people.map((p) => p.id));
    try {
      await navigator.clipboard.writeText(input.value);
      announce.textContent = words.copied;
    } catch {
      link.hidden = false;
      input.select();
    }
  };

  document.addEventListener("click", ({ target }) => {
    const pressed = target.closest("[data-save]");
    if (pressed) {
      const saved = person(pressed.dataset);
      keep(has(saved.id) ? people.filter((p) => p.id !== saved.id) : [...people, saved]);
    } else if (target.closest("[data-clear]")) {
      keep([]);
      $("main").focus();
    } else if (target.closest("[data-share]")) share();
  });
  const reread = () => { people = read(); paint(); };
  addEventListener("storage", (e) => { if (e.key === key || !e.key) reread(); });
  addEventListener("pageshow", (e) => { if (e.persisted) reread(); });

  /* A colleague's link offers its people; it replaces nothing. Who is not on this page is asked for at the profile. */
  const everyone = $("[data-everyone]");
  const named = async (id) => {
    try {
      return (await (await fetch(root.href + folder + id + "/resume.json")).json()).basics.name;
    } catch { /* nobody is there, or it is a disk */ }
  };
  const asked = async (id) => (button(id) ? person(button(id).dataset) : { id, name: !everyone && await named(id) });
  const offer = $("[data-offer]");
  const sent = [...new Set((new URLSearchParams(location.search).get("shortlist") || "").split(","))];
  if (offer) Promise.all(sent.filter((id) => /^[a-z0-9-]+$/.test(id) && !has(id)).slice(0, 50).map(asked)).then((all) => {
    const found = all.filter((p) => p.name);
    const end = () => {
      const query = new URLSearchParams(location.search);
      query.delete("shortlist");
      history.replaceState(null, "", String(query) ? "?" + query : location.pathname);
      offer.hidden = true;
      $("#results").focus();
    };
    offer.hidden = !found.length;
    $("[data-offer-names]", offer).textContent = new Intl.ListFormat(document.documentElement.lang).format(found.map((p) => p.name));
    $("[data-offer-add]", offer).textContent = counted(offer.dataset.counts, found.length);
    $("[data-offer-add]", offer).onclick = () => { keep([...people, ...found]); end(); };
    $("[data-offer-no]", offer).onclick = end;
  });

  globalThis.shortlist = { address, counted, folder, key, named, paint, people: () => people, root: root.href };
  /* Where everyone is listed, whoever is not has left the site, and so the shortlist. */
  if (everyone && !people.every((p) => button(p.id))) store(people.filter((p) => button(p.id)));
  paint();
})();
