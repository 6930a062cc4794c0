// Recording in the browser, into the form's own file field: without this file a recording can be chosen there.
(() => {
  "use strict";
  const box = document.querySelector("[data-recorder]"), form = box?.closest("form");
  const field = form?.querySelector("input[type=file]");
  if (!field || !navigator.mediaDevices?.getUserMedia || !window.MediaRecorder) return;
  const [record, stop, line] = ["[data-record]", "[data-stop]", "[data-recorder-line]"].map((one) => box.querySelector(one));
  const KINDS = { "audio/webm;codecs=opus": "webm", "audio/mp4": "m4a", "audio/ogg;codecs=opus": "ogg" };
  const kind = Object.keys(KINDS).find((one) => MediaRecorder.isTypeSupported(one));
  if (!kind) return;
  const MOST = 25 * 1024 * 1024;
  let recorder, parts, began, ticking, recorded = null;
  box.hidden = false;
  line.textContent = box.dataset.ready;
  const clock = () => { const s = Math.round((Date.now() - began) / 1000); return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`; };
  const size = () => parts.reduce((all, part) => all + part.size, 0);

  record.addEventListener("click", async () => {
    let sound;
    try { sound = await navigator.mediaDevices.getUserMedia({ audio: true }); } catch { line.textContent = box.dataset.refused; return; }
    parts = [];
    recorder = new MediaRecorder(sound, { mimeType: kind, audioBitsPerSecond: 40000 });
    recorder.addEventListener("dataavailable", (event) => { parts.push(event.data); if (size() > MOST - 500000 && recorder.state === "recording") recorder.stop(); });
    recorder.addEventListener("stop", () => {
      clearInterval(ticking);
      for (const track of sound.getTracks()) track.stop();
      recorded = new File(parts, `recording.${KINDS[kind]}`, { type: kind });
      const chosen = new DataTransfer();
      chosen.items.add(recorded);
      field.files = chosen.files;
      record.hidden = false; stop.hidden = true;
      record.focus();
      line.textContent = `${box.dataset.done} ${clock()}`;
    });
    began = Date.now();
    recorder.start(5000);
    record.hidden = true; stop.hidden = false;
    stop.focus();
    line.textContent = box.dataset.running;
    ticking = setInterval(() => { line.setAttribute("aria-live", "off"); line.textContent = `${box.dataset.running} ${clock()}`; }, 1000);
  });
  stop.addEventListener("click", () => { line.setAttribute("aria-live", "polite"); recorder.stop(); });
  field.addEventListener("change", () => { recorded = null; });

  // What was recorded is nowhere else: it is sent by hand, again and again until it has arrived.
  let sending = false;
  form.addEventListener("submit", async (event) => {
    if (!recorded || recorder?.state === "recording") return;
    event.preventDefault();
    if (sending) return;
    sending = true;
    line.textContent = box.dataset.sending;
    const body = new FormData(form);
    for (;;) {
      try {
        // Where it leads is not followed here: that page says once that it is saved, and has to say it on the screen.
        const answer = await fetch(form.action || location.href, { method: "POST", body, redirect: "manual" });
        recorded = null;
        if (answer.type === "opaqueredirect") { location.href = box.dataset.then; return; }
        form.submit(); // something is to be mended: the page says what
        return;
      } catch { line.textContent = box.dataset.away; await new Promise((go) => setTimeout(go, 4000)); }
    }
  });
  window.addEventListener("beforeunload", (event) => { if (recorded || recorder?.state === "recording") event.preventDefault(); });
})();
