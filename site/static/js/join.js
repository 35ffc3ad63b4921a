/* Applying: helps, never needed. It keeps nothing of what is typed, here or anywhere. */
(() => {
  "use strict";
  const root = document.documentElement;
  const part = document.querySelector("[data-join]");
  if (!part) return;
  const step = part.dataset.join;

  // After the receipt Back leads to no answers: at a shared computer somebody else may press it.
  // A sign in this tab alone, with a name that tells nobody anything.
  let isDone = () => false;
  try {
    const tab = sessionStorage;
    if (step === "sent") tab.done = 1;
    isDone = () => "done" in tab;
  } catch { /* storage is closed: as without a script */ }
  if (step === "sent") return;

  // Words are lost with the page, so it asks first; but never after a quick exit, which hides it.
  const warn = (event) => {
    if (root.hidden) return;
    event.preventDefault();
    event.returnValue = true;    // as older ones want it
  };
  const ask = () => addEventListener("beforeunload", warn);
  const hush = () => removeEventListener("beforeunload", warn);
  if (step === "form") {
    if ("filled" in part.dataset) ask();
    part.addEventListener("input", ask);
  }

  // Pressed twice, sent once. Not `disabled`: the pressed button's value would not be sent.
  const buttons = part.querySelectorAll("button");
  let isSending = false, timer;
  const release = () => {
    clearTimeout(timer);
    isSending = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  };
  part.addEventListener("submit", (event) => {
    if (isSending) return event.preventDefault();
    hush();
    isSending = true;
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    timer = setTimeout(release, 15000);    // no answer came: so once more
  });

  // Back from the check is the form with everything in it, not a blank one. A step by address and
  // not by pushState, after which reloading would read the page, not send it, and lose all.
  const back = part.querySelector("[data-back]");
  addEventListener("hashchange", () => back && !location.hash && back.click());

  addEventListener("pageshow", ({ persisted }) => {
    const [visit] = performance.getEntriesByType("navigation");
    if (isDone() && (persisted || (visit && visit.type !== "navigate"))) {
      hush();
      root.hidden = true;
      location.replace(part.action);    // read, not sent, it leads to an empty form
      return;
    }
    release();
    // Later: while a page loads, a step takes the place of the last one.
    if (back && !location.hash) setTimeout(() => { location.hash = "check"; });
  });
})();
