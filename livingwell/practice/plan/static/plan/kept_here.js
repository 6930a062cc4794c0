// Staying safe, kept on this phone: sealed with a word that only its person knows, and opened without any network.
// Why it is made like this: docs/adr/0027-what-a-phone-keeps.md.
(() => {
  "use strict";
  const box = document.querySelector("[data-kept-here]");
  if (!box || !window.isSecureContext || !("serviceWorker" in navigator) || !crypto.subtle || !window.indexedDB) return;
  const place = box.dataset.place;
  const rounds = 600000; // PBKDF2 with SHA-256, as OWASP asks of a password (2023)
  const part = (name) => box.querySelector(`[data-part="${name}"]`);
  const show = (name, yes = true) => { const found = part(name); if (found) found.hidden = !yes; };
  const say = (name) => {
    for (const said of box.querySelectorAll("[data-said]")) said.hidden = said.dataset.said !== name;
  };

  // -- one record a place, in the browser's own store ------------------------------------------------------------------
  const store = (mode, ask) => new Promise((resolve, reject) => {
    const opening = indexedDB.open("staying-safe", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const deal = database.transaction("kept", mode);
      const asked = ask(deal.objectStore("kept"));
      deal.oncomplete = () => { database.close(); resolve(asked.result); };
      deal.onerror = () => { database.close(); reject(deal.error); };
    };
  });
  const kept = () => store("readonly", (rows) => rows.get(place));
  const keep = (record) => store("readwrite", (rows) => rows.put(record, place));
  const forget = () => store("readwrite", (rows) => rows.delete(place));

  // -- sealing: with the public half at each visit, opening with the private half, which the word wraps -----------------
  const bytes = (length) => crypto.getRandomValues(new Uint8Array(length));
  const pair = { name: "RSA-OAEP", hash: "SHA-256" };
  const fromWord = async (word, salt) => {
    const typed = new TextEncoder().encode(word.trim().toLowerCase().normalize("NFKC"));
    const base = await crypto.subtle.importKey("raw", typed, "PBKDF2", false, ["deriveKey"]);
    const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
    return crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
  };
  const seal = async (lock, words) => {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    const iv = bytes(12);
    const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(words));
    return { text, iv, key: await crypto.subtle.wrapKey("raw", key, lock, pair) };
  };
  const begin = async (word, words, whose) => {
    const made = { ...pair, modulusLength: 3072, publicExponent: new Uint8Array([1, 0, 1]) };
    const both = await crypto.subtle.generateKey(made, true, ["wrapKey", "unwrapKey"]);
    const salt = bytes(16), iv = bytes(12);
    const opener = await crypto.subtle.wrapKey("pkcs8", both.privateKey, await fromWord(word, salt), { name: "AES-GCM", iv });
    return { whose, salt, iv, opener, lock: both.publicKey, sealed: await seal(both.publicKey, words), at: Date.now() };
  };
  const open = async (record, word) => {
    const wrapping = await fromWord(word, record.salt);
    const how = { name: "AES-GCM", iv: record.iv };
    const opener = await crypto.subtle.unwrapKey("pkcs8", record.opener, wrapping, how, pair, false, ["unwrapKey"]);
    const { text, iv, key } = record.sealed;
    const sealing = await crypto.subtle.unwrapKey("raw", key, opener, pair, { name: "AES-GCM" }, false, ["decrypt"]);
    return new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, sealing, text));
  };

  // -- on the person's own page ----------------------------------------------------------------------------------------
  const words = box.dataset.words;
  const offer = async () => {
    box.hidden = false;
    const record = await kept();
    const mine = record && record.whose === box.dataset.whose;
    if (mine) await keep({ ...record, sealed: await seal(record.lock, words), at: Date.now() });
    show("keep", !mine);
    show("kept", Boolean(mine));
    show("others", Boolean(record) && !mine);
  };
  if (words) {
    part("keep").addEventListener("submit", async (event) => {
      event.preventDefault();
      const [one, again] = part("keep").querySelectorAll("input");
      if ([...one.value.trim()].length < 8) return say("short");
      if (one.value.trim().toLowerCase() !== again.value.trim().toLowerCase()) return say("differs");
      say("waiting");
      try {
        await navigator.serviceWorker.register(box.dataset.worker, { scope: box.dataset.scope });
        await navigator.serviceWorker.ready;
        await keep(await begin(one.value, words, box.dataset.whose));
        one.value = again.value = "";
        say("done");
        await offer();
      } catch { say("failed"); }
    });
    part("forget").addEventListener("click", async () => {
      await forget();
      const workers = await navigator.serviceWorker.getRegistrations();
      for (const one of workers) if (one.scope.endsWith(box.dataset.scope)) await one.unregister();
      for (const name of await caches.keys()) if (name.startsWith("staying-safe")) await caches.delete(name);
      say("forgotten");
      await offer();
    });
    offer().catch(() => { box.hidden = true; });
    return;
  }

  // -- on the page that opens without a network ------------------------------------------------------------------------
  const list = (tag, text) => { const made = document.createElement(tag); made.textContent = text; return made; };
  const read = (said) => {
    const shown = part("read");
    shown.replaceChildren();
    for (const { heading, lines } of said.parts) {
      shown.append(list("h2", heading));
      const all = document.createElement("ul");
      for (const { words: text, number } of lines) {
        const line = list("li", text);
        line.className = "person-text";
        if (number) {
          const ring = list("a", number);
          ring.href = `tel:${number.replace(/[^+\d]/g, "")}`;
          line.append(" ", ring);
        }
        all.append(line);
      }
      shown.append(all);
    }
    shown.hidden = false;
    show("ask", false);
    shown.tabIndex = -1;
    shown.focus();
  };
  kept().then((record) => {
    box.hidden = false;
    show("none", !record);
    show("ask", Boolean(record));
    if (!record) return;
    part("when").textContent = new Date(record.at).toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric" });
    part("ask").addEventListener("submit", async (event) => {
      event.preventDefault();
      say("waiting");
      try {
        read(JSON.parse(await open(record, part("ask").querySelector("input").value)));
        say("");
      } catch { say("wrong"); }
    });
  });
})();
