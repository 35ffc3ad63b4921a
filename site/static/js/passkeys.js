/* Passkeys: pass the WebAuthn response of the browser to the server in a hidden form field. Recovery codes:
   buttons to copy and print them. Nothing is stored in the browser. */
(() => {
  "use strict";
  const ERROR_MESSAGES = {
    NotAllowedError: "The passkey request was cancelled or timed out. Nothing has changed. Try again or use another method.",
    InvalidStateError: "This device already has a passkey for your account.",
    SecurityError: "Your browser does not allow passkeys at this web address.",
    Unanswered: "The site did not respond. Try again in a minute.",
  };
  const DEFAULT_ERROR = "Your browser could not use the passkey. Try again or use another method.";

  const base64ToBytes = (text) =>
    Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
  const bytesToBase64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const decodeIds = (list) => list && list.map((one) => ({ ...one, id: base64ToBytes(one.id) }));

  const getOptions = async (form) => {
    const stored = form.querySelector("script[type='application/json']");
    if (stored) return JSON.parse(stored.textContent);
    try {
      const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
      if (answer.ok) return await answer.json();
    } catch { /* the error below covers this too */ }
    throw new DOMException("", "Unanswered");
  };

  const sign = async (operation, { publicKey }) => {
    const publicKeyOptions = { ...publicKey, challenge: base64ToBytes(publicKey.challenge) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (publicKeyOptions[list]) publicKeyOptions[list] = decodeIds(publicKeyOptions[list]);
    }
    const { user } = publicKeyOptions;
    if (user) publicKeyOptions.user = { ...user, id: base64ToBytes(user.id) };
    const credential = await navigator.credentials[operation]({ publicKey: publicKeyOptions });
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (credential.response[part]) response[part] = bytesToBase64(credential.response[part]);
    }
    const { id, type } = credential;
    const clientExtensionResults = credential.getClientExtensionResults();
    return { id, type, response, rawId: bytesToBase64(credential.rawId), clientExtensionResults };
  };

  document.querySelectorAll("[data-passkey]").forEach((form) => {
    const status = form.querySelector("[role=status]"), button = form.querySelector("button");
    const setBusy = (isBusy) =>
      (isBusy ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled"));
    form.hidden = false;
    form.nextElementSibling.hidden = true;    // the note that JavaScript is required
    if (!window.PublicKeyCredential) {
      button.hidden = true;
      status.textContent = "This browser does not support passkeys.";
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.hidden || button.hasAttribute("aria-disabled")) return;
      setBusy(true);
      status.textContent = "";
      try {
        const answer = await sign(form.dataset.passkey, await getOptions(form));
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch (error) {
        status.textContent = ERROR_MESSAGES[error.name] || DEFAULT_ERROR;
        setBusy(false);
      }
    });
    addEventListener("pageshow", () => setBusy(false));
  });

  const codes = document.querySelector("[data-codes]"), actions = document.querySelector("[data-codes-actions]");
  if (!codes) return;
  const addButton = (label, onClick) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn is-secondary";
    button.textContent = label;
    button.onclick = onClick;
    actions.append(button);
  };
  addButton("Print codes", () => print());
  addButton("Copy codes", async () => {
    const status = actions.nextElementSibling;
    try {
      await navigator.clipboard.writeText([...codes.children].map((code) => code.textContent).join("\n"));
      status.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(codes);
      status.textContent = "Text selected. Press Ctrl+C or Command+C to copy.";
    }
  });
})();
