// Keeps what somebody types, as they type it. What cannot be sent waits in this browser, sealed; the key comes with the
// page and is kept nowhere. Without this file "Save and come back" does the same, by hand.
(() => {
  "use strict";
  const here = document.querySelector("[data-unsent-url]");
  if (!here || here.dataset.unsentWatched) return;
  here.dataset.unsentWatched = "1"; // each form brings this file with it; once is enough
  const forms = [...document.querySelectorAll("form[data-unsent-url]")];
  const url = here.dataset.unsentUrl;
  const token = here.dataset.unsentCsrf || forms[0]?.elements.csrfmiddlewaretoken?.value || "";
  const PREFIX = "unsent:", FORGET = 60 * 24 * 3600 * 1000;
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "once", "unsent", "unsent_window", "then"]);
  const hex = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((b) => b.toString(16).padStart(2, "0")).join("");
  const base64 = (bytes) => btoa(Array.from(new Uint8Array(bytes), (b) => String.fromCharCode(b)).join(""));
  const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const slots = new Set();

  // -- what waits in this browser, sealed ---------------------------------------------------------------------------
  const subtle = window.crypto?.subtle;
  const store = (() => { try { localStorage.getItem(PREFIX); return localStorage; } catch { return null; } })();
  const sealing = subtle && store ? subtle.importKey("raw", bytes(here.dataset.unsentKey), "AES-GCM", false, ["encrypt", "decrypt"]) : null;
  for (const one of [here, ...forms]) one.removeAttribute("data-unsent-key");
  sealing?.catch(() => {});
  const seal = async (slot, facts) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, await sealing, new TextEncoder().encode(JSON.stringify(facts)));
    store.setItem(slot, JSON.stringify({ at: Date.now(), iv: base64(iv), sealed: base64(sealed) }));
  };
  const open = async (text) => {
    const { iv, sealed } = JSON.parse(text);
    const plain = await subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, await sealing, bytes(sealed));
    return JSON.parse(new TextDecoder().decode(plain));
  };
  const forget = (slot) => { try { store?.removeItem(slot); } catch { /* nothing to forget */ } };

  // -- the way to the server ----------------------------------------------------------------------------------------
  // Answers what became of it: kept, away (no connection), out (signed out), long, or wrong.
  const send = async (facts) => {
    const body = new URLSearchParams({ csrfmiddlewaretoken: token, slip: facts.slip, row: facts.row, version: facts.version, window: facts.window, typed: JSON.stringify(facts.typed) });
    const light = body.toString().length < 60000;
    let answer;
    try { answer = await fetch(url, { method: "POST", body, redirect: "manual", keepalive: light }); } catch { return { is: "away" }; }
    if (answer.type === "opaqueredirect" || [401, 403, 409].includes(answer.status)) return { is: "out" };
    if (answer.status === 413) return { is: "long" };
    if (answer.status === 400) return { is: "wrong" };
    if (!answer.ok) return { is: "away" };
    return { is: "kept", ...(await answer.json()) };
  };

  // What other windows left behind, closed or lost, is sent now; a window still open keeps its own.
  const flush = async () => {
    if (!sealing) return 0;
    const held = new Set(((await navigator.locks?.query())?.held ?? []).map((lock) => lock.name));
    let back = 0;
    for (const name of Object.keys(store).filter((one) => one.startsWith(PREFIX) && !slots.has(one) && !held.has(one))) {
      const text = store.getItem(name);
      let facts;
      try { facts = await open(text); } catch {
        // Somebody else's, which only they can open: left for them, for two months.
        try { if (Date.now() - JSON.parse(text).at > FORGET) store.removeItem(name); } catch { store.removeItem(name); }
        continue;
      }
      // What was sent with this very page stands on it already.
      if (forms.some((form) => form.dataset.unsentPosted && facts.row === form.dataset.unsentRow)) { store.removeItem(name); continue; }
      const answer = await send(facts);
      if (answer.is === "kept" || answer.is === "wrong") store.removeItem(name);
      if (answer.is === "kept" && !answer.sent) back += 1;
    }
    return back;
  };

  // -- the form -----------------------------------------------------------------------------------------------------
  const watch = (form) => {
    const line = form.querySelector("[data-unsent-line]");
    const pageId = hex(16), slot = PREFIX + pageId;
    slots.add(slot);
    navigator.locks?.request(slot, () => new Promise(() => {}));
    let row = form.dataset.unsentRow, version = Number(form.dataset.unsentVersion);
    let typed = 0, kept = 0, busy = null, soon, since, leaving = false;
    form.elements.unsent_window.value = pageId;
    const collect = () => {
      const fields = {};
      for (const [name, value] of new FormData(form)) if (typeof value === "string" && !NOT_TYPED.has(name)) (fields[name] ??= []).push(value);
      return { slip: form.dataset.unsent, row, version, window: pageId, typed: fields };
    };
    const say = (words, url = "", link = "") => {
      if (!line) return;
      line.textContent = words;
      if (url) { const at = document.createElement("a"); at.href = url; at.textContent = link; line.append(" ", at); }
    };
    let lock = Promise.resolve();
    const lockAway = () => { if (sealing) lock = lock.then(() => seal(slot, collect())).catch(() => {}); return lock; };

    const save = async () => {
      clearTimeout(soon);
      if (typed === kept || busy) return;
      const upTo = typed;
      busy = send(collect());
      const answer = await busy;
      busy = null; since = undefined;
      if (leaving) return;
      if (answer.is === "kept") {
        row = answer.row; version = answer.version; kept = upTo;
        form.elements.unsent.value = row;
        if (typed === kept) { await lock; if (typed === kept) forget(slot); }
        say(`${line?.dataset.kept}, ${answer.when}`);
      } else if (answer.is === "long") say(line?.dataset.tooLong);
      else if (answer.is === "out") return signedOut();
      else say(sealing ? line?.dataset.away : line?.dataset.awayOpen);
      if (typed !== kept && answer.is !== "long") soon = setTimeout(save, answer.is === "kept" ? 1200 : 4000);
    };
    // Somebody signed out, here or in another window: the words are sealed, and then taken off the screen.
    const signedOut = async () => {
      if (!sealing) return say(line?.dataset.awayOpen);
      await lockAway();
      leaving = true;
      const words = line.dataset.out, link = line.dataset.signInWords;
      const told = document.createElement("p");
      told.textContent = `${words} `;
      const at = document.createElement("a");
      at.href = `${form.dataset.signIn}?${new URLSearchParams({ next: location.pathname })}`; at.textContent = link;
      told.append(at);
      form.reset();
      form.replaceChildren(told);
    };

    form.addEventListener("input", (event) => {
      if (event.target.type === "file") return;
      typed += 1;
      lockAway();
      since ??= Date.now();
      clearTimeout(soon);
      soon = setTimeout(save, Date.now() - since > 6000 ? 0 : 1200);
    });
    form.addEventListener("submit", (event) => {
      if (!navigator.onLine) { event.preventDefault(); event.stopImmediatePropagation(); lockAway(); say(sealing ? line?.dataset.away : line?.dataset.awayOpen); line?.scrollIntoView({ block: "center" }); return; }
      clearTimeout(soon);
    }, true);
    window.addEventListener("online", save);
    document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save(); });
    window.addEventListener("pagehide", () => { if (!leaving) save(); });
    // The page is being closed up because somebody else is here now (kit.js): seal first.
    document.addEventListener("closing-up", (event) => { if (typed !== kept) event.detail.wait(lockAway()); leaving = true; });

    if (form.dataset.unsentPosted) { typed = 1; soon = setTimeout(save, 1200); }
    return { untouched: () => typed === 0, backToo: () => say(line?.dataset.before, location.pathname, line?.dataset.look) };
  };

  const watched = forms.map(watch);
  flush().then((back) => {
    if (!back) return;
    const busy = watched.find((one) => !one.untouched());
    if (busy) busy.backToo();
    else location.reload();
  });
})();
