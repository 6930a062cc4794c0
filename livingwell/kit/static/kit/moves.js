// Screens in step. Something moved: this screen asks again for its own piece, through its own door. A stream says when;
// where there is none (204, no room, a proxy that holds it back) it asks how far things are, every few seconds.
(() => {
  "use strict";
  const place = document.querySelector("[data-moves]");
  if (!place) return;
  const { moves, stream, piece } = place.dataset;
  const SOON = 2500, SELDOM = 20000;
  let asking = false, again = false, streaming = false, timer;

  const at = () => place.querySelector("[data-at]")?.dataset.at;
  const boxes = (root) => [...root.querySelectorAll("input:not([type=hidden]), textarea, select")];
  const changed = (box) => (box.options ? [...box.options].some((one) => one.selected !== one.defaultSelected && one.selected) : box.value !== box.defaultValue);

  // What somebody is typing stays where it is, also when the others have gone on.
  const put = (fresh) => {
    const held = document.activeElement?.id;
    const kept = [...place.querySelectorAll("[data-keep]")].filter((one) => boxes(one).some(changed));
    for (const one of kept) {
      const there = fresh.querySelector(`#${CSS.escape(one.id)}`) ?? fresh.querySelector("[data-keep]");
      if (!there) continue;
      for (const said of one.querySelectorAll(".huddle-moved")) said.hidden = there.id === one.id;
      there.replaceWith(one);
    }
    place.replaceChildren(fresh);
    window.htmx?.process(place);
    if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus();
    tick();
  };

  const ask = async () => {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const answer = await fetch(piece, { headers: { "HX-Request": "true" }, redirect: "manual", cache: "no-store" });
      if (!answer.ok) return void location.reload();
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-at]");
      if (!fresh || "over" in fresh.dataset) return void location.reload();
      put(document.adoptNode(fresh));
    } catch { /* the network is away: asked again soon */ } finally {
      asking = false;
      if (again) { again = false; ask(); }
    }
  };
  const heard = (number) => { if (String(number).trim() !== at()) ask(); };
  const look = async () => {
    clearTimeout(timer);
    try {
      const answer = await fetch(moves, { redirect: "manual", cache: "no-store" });
      if (answer.ok) heard(await answer.text());
      else if (answer.type === "opaqueredirect" || answer.status < 500) return void location.reload();
    } catch { /* away */ }
    timer = setTimeout(look, document.hidden || streaming ? SELDOM : SOON);
  };

  const source = new EventSource(stream);
  source.addEventListener("open", () => { streaming = true; });
  source.addEventListener("message", ({ data }) => heard(data));
  source.addEventListener("ask", look);
  source.addEventListener("error", () => { streaming = false; look(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

  const tick = () => {
    for (const shown of place.querySelectorAll("[data-until]")) {
      const left = Math.floor((new Date(shown.dataset.until) - Date.now()) / 60000);
      shown.textContent = (left >= 0 ? shown.dataset.left : shown.dataset.overBy).replace("§", Math.abs(left));
    }
  };
  setInterval(tick, 5000);
  tick();
  timer = setTimeout(look, SOON);
})();
