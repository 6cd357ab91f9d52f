/* A directory of several pages: finds people and draws their cards. The parts of its index (render/search_index.py) call
   `everyone(name, value)`. */
(() => {
  const form = document.querySelector("[data-index]");
  if (!form) return;
  const $ = (selector, root = document) => root.querySelector(selector);
  const { index, version, profile, failed } = form.dataset;
  const found = $("[data-found]"), more = $("[data-more]"), blank = $("[data-card]", form);
  const built = document.querySelectorAll("[data-results], [data-paging]");
  const size = Math.ceil(form.dataset.people / 32), partSize = 25, step = 24;

  const address = (name) => {
    if (!/^[a-z]+(-[a-z0-9]+)?$/.test(name)) throw new TypeError(name);
    return new URL(`${index}${name}.js?v=${version}`, location).href;
  };
  const policy = (globalThis.trustedTypes || { createPolicy: (_, own) => own }).createPolicy("directory", { createScriptURL: address });
  const parts = new Map(), waiting = new Map();
  const part = (name) => {
    if (!parts.has(name)) parts.set(name, new Promise((resolve, reject) => {
      waiting.set(name, resolve);
      const script = document.createElement("script");
      script.src = policy.createScriptURL(name);
      script.onerror = reject;
      document.head.append(script);
    }));
    return parts.get(name);
  };

  const mark = (bits, steps) => {
    let at = 0;
    for (const step of steps) bits[(at += step) >> 5] |= 1 << (at & 31);
  };

  const search = async (text) => {
    const words = text.split(/[\s/,;:()·\-–—"'“”’&]+/).map((word) => word.replace(/\.+$/, "")).filter(Boolean);
    const bits = new Uint32Array(size).fill(-1), beyond = form.dataset.people & 31;
    if (beyond) bits[size - 1] = 2 ** beyond - 1;
    for (const word of words) {
      const known = await part("words-" + (/^[a-z0-9]/.test(word) ? word[0] : "other")), some = new Uint32Array(size);
      for (const [name, steps] of Object.entries(known)) if (name.startsWith(word)) mark(some, steps);
      bits.forEach((_, i) => { bits[i] &= some[i]; });
    }
    return bits;
  };

  const add = (to, tag, attributes) => {
    const element = to.appendChild(document.createElement(tag));
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    return element;
  };
  const portrait = (pic, photo, name) => {
    if (!photo) {
      add(pic, "span", { class: "no-pic", "aria-hidden": true }).textContent = [...name][0];
      return;
    }
    const [width, height, ...formats] = photo, sizes = pic.dataset.sizes;
    const set = (files) => files.map(([path, px]) => `${shortlist.root}${path} ${px}w`).join(", ");
    const plain = formats.pop()[1], picture = add(pic, "picture");
    for (const [type, files] of formats) add(picture, "source", { type, srcset: set(files), sizes });
    add(picture, "img", { loading: "lazy", sizes, srcset: set(plain), src: shortlist.root + plain[plain.length >> 1][0], alt: "", width, height, decoding: "async" });
    return shortlist.root + plain[0][0];
  };
  const card = ([id, name, headline, [state, status], facts, skills, photo]) => {
    const li = blank.content.firstElementChild.cloneNode(true), link = $("h2 a", li), save = $(".save", li), [said, small] = li.querySelectorAll("p");
    const pic = portrait($(".pic", li), photo, name);
    $(".status", li).dataset.s = state;
    $(".status", li).textContent = status;
    link.textContent = name;
    link.href = profile.replace("-", () => id);
    said.textContent = headline;
    if (facts) small.textContent = facts;
    else small.remove();
    for (const skill of skills) add($(".tags", li), "li", { class: "tag" }).textContent = skill;
    save.dataset.save = id;
    save.dataset.name = name;
    if (pic) save.dataset.pic = pic;
    save.ariaLabel = save.ariaLabel.replace("{}", () => name);
    return li;
  };

  let asked, rest = [];
  const draw = async () => {
    const mine = asked, now = rest.slice(0, step);
    const cards = await Promise.all(now.map(async (n) => card((await part("people-" + Math.floor(n / partSize)))[n % partSize])));
    if (mine !== asked) return;
    rest = rest.slice(step);
    found.append(...cards);
    more.hidden = !rest.length;
    shortlist.paint();
    return cards[0];
  };
  const lost = () => {
    for (const part of document.querySelectorAll("[data-searching]")) part.hidden = true;
    $("[data-browse]").classList.remove("no-js");
    $("[data-total]").textContent = failed;
    show(null);
  };
  /* Show who was found, or (null) the page as built. */
  const show = async (bits, order) => {
    const mine = asked = {};
    found.hidden = more.hidden = !bits;
    for (const element of built) element.hidden = Boolean(bits);
    found.replaceChildren();
    if (!bits) return;
    const everyone = order === "availability" ? Array.from({ length: form.dataset.people }, (_, n) => n) : await part("order-" + order);
    if (mine !== asked) return;
    rest = everyone.filter((n) => bits[n >> 5] & (1 << (n & 31)));
    await draw();
  };
  $("button", more).onclick = async () => {
    const first = await draw().catch(lost);
    if (first) $("a", first).focus();
  };

  globalThis.everyone = Object.assign((name, value) => waiting.get(name)(value), {
    count: +form.dataset.people,
    choices: () => part("facets"),
    mark, search, show: (...what) => show(...what).catch(lost), lost,
    shown: () => (found.hidden ? [] : [...found.children]),
  });
})();
