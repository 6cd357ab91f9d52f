/* Pictures in rows -> one at a time in a dialog, each with an address. Without this, a picture links to its file. */
(() => {
  const box = document.querySelector('[data-module="lightbox"]');
  const links = [...document.querySelectorAll("a[data-light]")];
  if (!box || !links.length) return;

  const part = (name) => box.querySelector(`[data-box-${name}]`);
  const stage = part("stage");
  const steps = [...box.querySelectorAll("[data-box-step]")];
  const towardsEnd = getComputedStyle(box).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  let at = 0;
  let ahead; // the next picture, loading
  let touch;

  const pictureOf = (link) => link.querySelector("picture");
  const addressOf = (link) => (link.closest("li").id ? `#${link.closest("li").id}` : location.href);
  const named = () => links.findIndex((link) => location.hash.length > 1 && addressOf(link) === decodeURIComponent(location.hash));

  /* As wide as the picture is on the stage: the browser chooses the file by it. */
  const sized = (picture) => {
    const img = picture.querySelector("img");
    const width = Math.min(stage.clientWidth, (stage.clientHeight * img.getAttribute("width")) / img.getAttribute("height"));
    for (const element of picture.querySelectorAll("[sizes]")) element.setAttribute("sizes", `${Math.ceil(width)}px`);
    img.loading = "eager";
    return picture;
  };
  const enlarged = (link) => sized(pictureOf(link).cloneNode(true));

  const show = (index) => {
    at = (index + links.length) % links.length;
    const link = links[at];
    const caption = link.parentNode.querySelector("figcaption");
    stage.replaceChildren(enlarged(link));
    part("caption").replaceChildren(...(caption ? caption.cloneNode(true).childNodes : []));
    part("position").textContent = box.dataset.position.replace("{number}", at + 1).replace("{total}", links.length);
    part("alt").textContent = link.querySelector("img").alt;
    ahead = enlarged(links[(at + 1) % links.length]);
  };
  const open = (index) => {
    history.scrollRestoration = "manual";
    box.showModal();
    show(index);
  };

  /* The address follows the picture; going back closes the dialog. */
  const remember = (method) => {
    try {
      history[method]({ picture: true }, "", addressOf(links[at]));
    } catch {
      /* some browsers keep the address of a file as it is */
    }
  };
  const turnTo = (index) => {
    show(index);
    if (history.state?.picture) remember("replaceState");
  };

  for (const [index, link] of links.entries()) {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      open(index);
      remember("pushState");
    });
  }
  for (const button of steps) {
    button.hidden = links.length === 1;
    button.addEventListener("click", () => turnTo(at + Number(button.dataset.boxStep)));
  }
  part("close").addEventListener("click", () => box.close());
  box.addEventListener("close", () => {
    links[at].focus();
    if (history.state?.picture) history.back();
    else history.scrollRestoration = "auto";
  });
  addEventListener("popstate", () => {
    const index = named();
    if (index >= 0 && box.open) show(index);
    else if (index >= 0) open(index);
    else if (box.open) box.close();
    else history.scrollRestoration = "auto";
  });
  addEventListener("resize", () => box.open && sized(stage.firstElementChild));

  box.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") turnTo(at + (event.key === towardsEnd ? 1 : -1));
    else if (event.key === "Home") turnTo(0);
    else if (event.key === "End") turnTo(links.length - 1);
    else if (event.key === "Tab") keepInside(event);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  });
  const keepInside = (event) => {
    const buttons = [...box.querySelectorAll("button:not([hidden])")];
    const edge = event.shiftKey ? buttons[0] : buttons.at(-1);
    if (document.activeElement !== edge && box.contains(document.activeElement)) return;
    event.preventDefault();
    (event.shiftKey ? buttons.at(-1) : buttons[0]).focus();
  };

  stage.addEventListener("pointerdown", (event) => {
    touch = event.pointerType === "mouse" ? null : event;
  });
  stage.addEventListener("pointerup", (event) => {
    if (!touch || touch.pointerId !== event.pointerId) return;
    const across = event.clientX - touch.clientX;
    const down = event.clientY - touch.clientY;
    if (Math.abs(across) > 50 && Math.abs(across) > 2 * Math.abs(down)) {
      turnTo(at + (across < 0 === (towardsEnd === "ArrowRight") ? 1 : -1));
    }
    touch = null;
  });

  /* A page that is opened with a picture's address shows it, above the page without. */
  if (named() >= 0) {
    const index = named();
    try {
      history.replaceState(null, "", location.pathname + location.search);
    } catch {
      /* as above */
    }
    open(index);
    remember("pushState");
  }
})();
