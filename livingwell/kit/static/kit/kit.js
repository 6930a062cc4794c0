// Makes pages nicer and is needed by none of them. No inline handlers: everything hangs on data-attributes.
(() => {
  "use strict";
  const page = document;
  const find = (selector, root = page) => root.querySelector(selector);
  const typing = (place) => place.closest?.("input, textarea, select, [contenteditable]");

  // Every open window belongs to one person. A page that comes for somebody else, or for nobody (they signed out), closes
  // up the others: what was on them is asked for anew, and refused. Before that, unsent words are sealed (unsent.js).
  const who = page.documentElement.dataset.who;
  const windows = who && "BroadcastChannel" in window ? new BroadcastChannel("who is here") : null;
  windows?.addEventListener("message", ({ data }) => {
    if (data === who || who === "nobody") return;
    page.documentElement.hidden = true;
    const waits = [];
    page.dispatchEvent(new CustomEvent("closing-up", { detail: { wait: (one) => waits.push(one) } }));
    Promise.race([Promise.all(waits), new Promise((go) => setTimeout(go, 1500))]).finally(() => location.reload());
  });
  windows?.postMessage(who);

  // Leave quickly: blank the page at once, then go where "back" cannot return from.
  const leave = (link) => {
    windows?.postMessage("nobody");
    page.documentElement.hidden = true;
    page.title = "…";
    window.location.replace(link.href);
  };
  let shifts = [];

  // A fetched fragment may bring new places, so everything that needs readying is readied again after htmx swaps.
  const ready = (root) => {
    for (const shown of root.querySelectorAll("[data-copy], [data-print]")) shown.hidden = false;
    for (const area of root.querySelectorAll("textarea[data-limit]")) countDown(area);
    if (!page.documentElement.matches(".gallery")) find("[data-focus]", root)?.focus();
  };

  // Say how much room is left only when it matters, and only when somebody pauses.
  const countDown = (area) => {
    if (area.counted) return;
    area.counted = true;
    const limit = Number(area.dataset.limit);
    const said = page.createElement("p");
    said.className = "count-down";
    said.setAttribute("role", "status");
    area.after(said);
    let pause;
    const tell = () => {
      const length = [...area.value].length;
      said.textContent = length > limit * 0.9 ? `${length.toLocaleString()} / ${limit.toLocaleString()}` : "";
    };
    area.addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(tell, 400); });
    tell();
  };

  // A second press of the same form within some seconds is the same press. It opens again, in case the network lost it.
  const pressed = new WeakMap();
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    const now = Date.now();
    if (now - (pressed.get(form) ?? 0) < 4000) return void event.preventDefault();
    pressed.set(form, now);
    event.submitter?.setAttribute("aria-disabled", "true");
    setTimeout(() => event.submitter?.removeAttribute("aria-disabled"), 4000);
  });
  window.addEventListener("pageshow", (event) => {
    page.documentElement.hidden = false;
    if (event.persisted) for (const held of page.querySelectorAll("[aria-disabled]")) held.removeAttribute("aria-disabled");
  });

  // Single keys can be switched off (WCAG 2.1.4): whoever speaks to their computer would press them by talking.
  const keysOff = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
  const turnKeys = () => { try { localStorage.setItem("keys", keysOff() ? "on" : "off"); } catch { /* no storage */ } sayKeys(); };
  const sayKeys = () => {
    for (const turn of page.querySelectorAll("[data-turn-keys]")) {
      turn.hidden = false;
      turn.setAttribute("aria-pressed", String(keysOff()));
    }
  };

  page.addEventListener("click", (event) => {
    const at = event.target.closest?.("[data-leave], [data-copy], [data-print], [data-open], [data-turn-keys]");
    if (!at) return;
    if (at.matches("[data-leave]")) { event.preventDefault(); leave(at); }
    else if (at.matches("[data-print]")) window.print();
    else if (at.matches("[data-turn-keys]")) turnKeys();
    else if (at.matches("[data-open]")) { event.preventDefault(); page.getElementById(at.dataset.open)?.showModal(); }
    else navigator.clipboard?.writeText(page.getElementById(at.dataset.copy).textContent.trim()).then(() => { at.textContent = at.dataset.copied; });
  });

  // Lists by keyboard: j and k walk the rows, n and p the groups; Enter on the marked one opens its first link. Rows that
  // are still to be fetched are asked for when one stands before them.
  const rows = () => [...page.querySelectorAll("[data-keys] tbody tr:has(a):not([data-more])")];
  const comes = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
  const walk = (all, step) => {
    if (!all.length) return false;
    const here = find("[data-keys] tr.is-here");
    const next = !here ? all[0] : (step > 0 ? all.find((row) => comes(here, row)) : all.findLast((row) => comes(row, here))) ?? here;
    here?.classList.remove("is-here");
    next.classList.add("is-here");
    (find("a", next) ?? next).focus();
    (next === rows().at(-1) && find("[data-more]") || next).scrollIntoView({ block: "nearest" });
    return true;
  };
  // Whoever opens a row and comes back stands at it again; which one is kept with the page in this browser's history.
  page.addEventListener("click", ({ target }) => {
    const at = rows().indexOf(target.closest?.("[data-keys] tbody tr"));
    if (at >= 0 && target.closest("a[href]")) history.replaceState({ ...history.state, at }, "");
  });
  const stood = rows()[history.state?.at];
  if (stood && performance.getEntriesByType("navigation")[0]?.type === "back_forward") {
    stood.classList.add("is-here");
    find("a", stood).focus();
  }
  const groups = () => rows().filter((row) => row.previousElementSibling?.matches(".table-part"));

  page.addEventListener("keydown", (event) => {
    if (event.key === "Shift" && !event.repeat) {
      shifts = [...shifts, event.timeStamp].filter((then) => event.timeStamp - then < 1500);
      const link = find("[data-leave]");
      if (shifts.length >= 3 && link) leave(link);
      return;
    }
    if (event.key.length === 1) shifts = [];
    if (event.ctrlKey || event.metaKey || event.altKey || keysOff() || typing(event.target) || find("dialog[open]")) return;
    const acts = {
      j: () => walk(rows(), 1),
      k: () => walk(rows(), -1),
      n: () => walk(groups(), 1),
      p: () => walk(groups(), -1),
      "/": () => { const box = find("[type=search], [data-search]"); box?.focus(); return box; },
      "?": () => { const keys = page.getElementById("keys"); keys?.showModal(); return keys; },
    };
    // A page may give a key of its own to a button or a link.
    const press = () => { const own = event.key.length === 1 && find(`[data-key="${CSS.escape(event.key)}"]`); own?.click?.(); return own; };
    if (acts[event.key]?.() || press()) event.preventDefault();
  });

  ready(page);
  sayKeys();
  page.addEventListener("htmx:afterSettle", (event) => ready(event.target));
  page.addEventListener("htmx:after:settle", (event) => ready(event.target));
})();
