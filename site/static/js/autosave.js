/* Delays submitting until a running autosave has finished. Otherwise Publish would send the form to the same URL
   as the autosave, which for a new page creates two pages. */
(() => {
  "use strict";
  const MAX_WAIT = 10000;    // milliseconds, after which the form is sent anyway
  let saving = null;        // the form that is being autosaved
  let waiting = null;       // the button used meanwhile, and the timer that ends the wait
  let submitted = null;       // the form that has been sent

  const stopWaiting = () => {
    clearTimeout(waiting.timer);
    const { button } = waiting;
    waiting = null;
    return button;
  };

  const send = () => {
    const form = saving, button = stopWaiting();
    saving = null;
    // Wagtail disables the button and may have replaced it since: send its name and value in a field.
    const field = document.createElement("input");
    field.type = "hidden";
    if (button) [field.name, field.value] = [button.name, button.value];
    form.append(field);
    form.requestSubmit();
    field.remove();
  };

  window.addEventListener("w-autosave:save", (event) => {
    if (event.target === submitted) {
      // This autosave would arrive after the submitted form, with no newer content.
      event.preventDefault();
      event.stopImmediatePropagation();
    } else {
      saving = event.target;
    }
  }, true);

  window.addEventListener("w-autosave:success", () => {
    if (waiting) send();
    saving = null;
  });

  window.addEventListener("w-autosave:error", ({ detail }) => {
    if (waiting && detail.type === "invalid_revision") {
      // Another user has saved the page. Wagtail shows a message, and asks on the next submit.
      const button = stopWaiting();
      if (button) button.dataset.wProgressLoadingValue = "false";
    }
    if (waiting) send();
    saving = null;
  });

  window.addEventListener("submit", (event) => {
    if (event.target !== saving) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (waiting) stopWaiting();
    waiting = { button: event.submitter, timer: setTimeout(send, MAX_WAIT) };
  }, true);

  window.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    submitted = event.target;
    // A response that does not leave the page must not disable autosaving for good.
    setTimeout(() => { submitted = null; }, MAX_WAIT);
  });
})();
