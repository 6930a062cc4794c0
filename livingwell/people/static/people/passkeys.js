// Passkeys: the one thing here that a page cannot do without a script. A form says what it wants (data-passkey="create"
// or "get") and either carries what to ask the browser for (data-options) or says where that is given (data-ask).
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const listed = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = (said) => {
    const wanted = { ...said.publicKey, challenge: bytes(said.publicKey.challenge) };
    if (wanted.user) wanted.user = { ...wanted.user, id: bytes(wanted.user.id) };
    wanted.excludeCredentials = listed(wanted.excludeCredentials);
    wanted.allowCredentials = listed(wanted.allowCredentials);
    return { publicKey: wanted };
  };

  const answered = (made) => {
    const from = made.response;
    const response = { clientDataJSON: text(from.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (from[part]) response[part] = text(from[part]);
    }
    return JSON.stringify({
      id: made.id,
      rawId: text(made.rawId),
      type: made.type,
      response,
      clientExtensionResults: made.getClientExtensionResults(),
    });
  };

  const options = async (form) => {
    if (form.dataset.options) return JSON.parse(form.dataset.options);
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const said = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token } });
    return said.json();
  };

  const ready = (form) => {
    form.hidden = false;
    const trouble = form.querySelector("[data-trouble]");
    form.addEventListener("submit", async (event) => {
      const field = form.querySelector("[name=credential]");
      if (field.value) return;
      event.preventDefault();
      if (trouble) trouble.hidden = true;
      try {
        const wanted = asked(await options(form));
        const made = await navigator.credentials[form.dataset.passkey](wanted);
        field.value = answered(made);
        form.submit();
      } catch {
        if (trouble) trouble.hidden = false;
      }
    });
  };

  const able = window.PublicKeyCredential && window.isSecureContext;
  for (const form of document.querySelectorAll("form[data-passkey]")) if (able) ready(form);
  for (const other of document.querySelectorAll("[data-no-passkeys]")) other.hidden = Boolean(able);
})();
