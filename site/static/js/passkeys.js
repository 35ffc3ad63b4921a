/* Passkeys: the browser asks for a finger or a number, and its answer is carried into a form. And recovery
   codes: copied or printed. What is signed and answered is kept nowhere. */
(() => {
  "use strict";
  const SAID = {
    NotAllowedError: "That was broken off. Nothing has changed: try again, or go on in another way.",
    InvalidStateError: "This device has a passkey for your account already.",
    SecurityError: "The browser allows no passkeys at this address.",
    Unanswered: "The site did not answer. Please try again in a minute.",
  };
  const OTHERWISE = "The browser could not do that. Try again, or go on in another way.";

  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const known = (list) => list && list.map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = async (form) => {
    const stored = form.querySelector("script[type='application/json']");
    if (stored) return JSON.parse(stored.textContent);
    try {
      const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
      if (answer.ok) return await answer.json();
    } catch { /* said below */ }
    throw new DOMException("", "Unanswered");
  };

  const sign = async (act, { publicKey }) => {
    const wish = { ...publicKey, challenge: bytes(publicKey.challenge) };
    for (const list of ["allowCredentials", "excludeCredentials"]) {
      if (wish[list]) wish[list] = known(wish[list]);
    }
    if (wish.user) wish.user = { ...wish.user, id: bytes(wish.user.id) };
    const made = await navigator.credentials[act]({ publicKey: wish });
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (made.response[part]) response[part] = text(made.response[part]);
    }
    const { id, type } = made;
    return { id, type, response, rawId: text(made.rawId), clientExtensionResults: made.getClientExtensionResults() };
  };

  document.querySelectorAll("[data-passkey]").forEach((form) => {
    const said = form.querySelector("[role=status]"), button = form.querySelector("button");
    const wait = (yes) => (yes ? button.setAttribute("aria-disabled", "true") : button.removeAttribute("aria-disabled"));
    form.hidden = false;
    form.nextElementSibling.hidden = true;    // that a script is needed
    if (!window.PublicKeyCredential) {
      button.hidden = true;
      said.textContent = "This browser knows no passkeys.";
    }
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (button.hidden || button.hasAttribute("aria-disabled")) return;
      wait(true);
      said.textContent = "";
      try {
        const answer = await sign(form.dataset.passkey, await asked(form));
        form.elements.credential.value = JSON.stringify(answer);
        form.submit();
      } catch (error) {
        said.textContent = SAID[error.name] || OTHERWISE;
        wait(false);
      }
    });
    addEventListener("pageshow", () => wait(false));
  });

  const codes = document.querySelector("[data-codes]"), ways = document.querySelector("[data-codes-actions]");
  if (!codes) return;
  const offer = (words, act) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn is-secondary";
    button.textContent = words;
    button.onclick = act;
    ways.append(button);
  };
  offer("Print", () => print());
  offer("Copy", async () => {
    const said = ways.nextElementSibling;
    try {
      await navigator.clipboard.writeText([...codes.children].map((code) => code.textContent).join("\n"));
      said.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(codes);
      said.textContent = "Marked, for you to copy";
    }
  });
})();
