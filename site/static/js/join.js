/* Optional improvements of the application forms. Nothing that is typed is stored in the browser. */
(() => {
  "use strict";
  const root = document.documentElement;
  const part = document.querySelector("[data-join]");
  if (!part) return;
  const step = part.dataset.join;

  // After sending, the Back button must not show the answers: someone else may use it on a shared computer.
  // sessionStorage of this tab records that, under a neutral name.
  let isDone = () => false;
  try {
    const tab = sessionStorage;
    if (step === "sent") tab.done = 1;
    isDone = () => "done" in tab;
  } catch { /* storage is blocked: as without JavaScript */ }
  if (step === "sent") return;

  // Warn before unsaved answers are lost, but never during a quick exit, which hides the page.
  const warn = (event) => {
    if (root.hidden) return;
    event.preventDefault();
    event.returnValue = true;    // for older browsers
  };
  const enableWarning = () => addEventListener("beforeunload", warn);
  const disableWarning = () => removeEventListener("beforeunload", warn);
  if (step === "form") {
    if ("filled" in part.dataset) enableWarning();
    part.addEventListener("input", enableWarning);
  }

  // Prevent double submission. Not with `disabled`, because the value of the button would not be sent.
  const buttons = part.querySelectorAll("button");
  let isSending = false, timer;
  const release = () => {
    clearTimeout(timer);
    isSending = false;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  };
  part.addEventListener("submit", (event) => {
    if (isSending) return event.preventDefault();
    disableWarning();
    isSending = true;
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    timer = setTimeout(release, 15000);    // no response: allow another attempt
  });

  // The Back button on the check page leads to the filled-in form, not to an empty one. This uses the
  // hash, not pushState: reloading after pushState would send GET instead of POST and lose the answers.
  const back = part.querySelector("[data-back]");
  addEventListener("hashchange", () => back && !location.hash && back.click());

  addEventListener("pageshow", ({ persisted }) => {
    const [visit] = performance.getEntriesByType("navigation");
    if (isDone() && (persisted || (visit && visit.type !== "navigate"))) {
      disableWarning();
      root.hidden = true;
      location.replace(part.action);    // GET shows an empty form
      return;
    }
    release();
    // In a timeout: during loading, a new hash would replace the current history entry.
    if (back && !location.hash) setTimeout(() => { location.hash = "check"; });
  });
})();
