/* What the preview adds to livereload's client: mistakes are laid over the page, which stays as it is behind them. */
(() => {
  const mistakes = "/-/mistakes", mended = "/-/mended";
  let frame, shown, title, request;

  /* A shadow root keeps the styles of the site away from the mistakes, and theirs away from the site. */
  const framed = () => {
    frame = document.createElement("div");
    const style = document.createElement("link");
    shown = document.createElement("dialog");
    shown.setAttribute("aria-labelledby", "mistakes-title");
    [style.rel, style.href, style.onload] = ["stylesheet", "/-/mistakes.css", appear];
    frame.attachShadow({ mode: "open" }).append(style, shown);
    document.body.append(frame);
    title = document.title;
  };

  const appear = () => { if (shown.isConnected && !shown.open) shown.showModal(); };

  const closing = () => {
    const form = document.createElement("form"), button = document.createElement("button");
    [form.method, button.textContent] = ["dialog", "Look at the site as it was"];
    form.append(button);
    return form;
  };

  const show = (page) => {
    const content = document.createElement("div");
    content.className = "mistakes";
    content.append(...document.importNode(page.querySelector("main"), true).childNodes, closing());
    if (frame) appear(); else framed();
    shown.replaceChildren(content);
    document.title = page.title;
  };

  /* The browser reads the page itself: no string becomes a part of this one. */
  const ask = () => {
    request?.abort();
    request = new XMLHttpRequest();
    request.open("GET", mistakes);
    request.responseType = "document";
    request.onload = ({ target }) => { if (target.status === 200) show(target.response); };
    request.send();
  };

  const mend = () => {
    request?.abort();
    if (!frame) return;
    frame.remove();
    frame = undefined;
    document.title = title;
  };

  /* livereload's client asks each class that is named so whether it knows what to do. */
  window.LiveReloadPluginMistakes = class {
    static identifier = "mistakes";
    static version = "1.0";
    reload(path) {
      const step = { [mistakes]: ask, [mended]: mend }[path];
      step?.();
      return Boolean(step);
    }
  };
})();
