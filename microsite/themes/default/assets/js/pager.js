/* Previous and next profile, inside the list that the visitor came from; and the button that prints. */
(() => {
  const pager = document.querySelector("[data-module~=pager]");
  for (const button of document.querySelectorAll("[data-print]")) button.onclick = () => print();
  let came;
  try { came = JSON.parse(sessionStorage.getItem(shortlist.key)); } catch { /* a private window */ }
  if (!pager || !came) return;
  const at = came.walk.findIndex(([href]) => href === location.href.split(/[?#]/)[0]);
  if (at < 0) return;
  for (const link of pager.querySelectorAll("[data-step]")) {
    const to = came.walk[at + +link.dataset.step];
    link.hidden = !to;
    if (to) [link.href, link.querySelector("[data-name]").textContent] = to;
  }
  pager.querySelector("[data-position]").textContent = pager.dataset.position.replace("{n}", at + 1).replace("{total}", came.total);
  for (const back of document.querySelectorAll(".crumbs a")) back.href = came.from;
})();
