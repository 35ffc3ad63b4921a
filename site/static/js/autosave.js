/* Wagtail saves the form by itself while somebody writes. Pressed at that moment, Publish would send the form
   again to the same address: for a new page that makes two pages. So a press waits until the autosave is over. */
(() => {
  "use strict";
  const MAX_WAIT = 10000;    // milliseconds; then the form is sent anyway, and the server sorts it out
  let saving = null;        // the form that is being autosaved
  let waiting = null;       // the button that was pressed meanwhile, and the timer that ends the wait
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
    // Wagtail disables the button, and may have replaced it since: what it stands for is sent in a field.
    const field = document.createElement("input");
    field.type = "hidden";
    if (button) [field.name, field.value] = [button.name, button.value];
    form.append(field);
    form.requestSubmit();
    field.remove();
  };

  window.addEventListener("w-autosave:save", (event) => {
    if (event.target === submitted) {
      // It would arrive after what was sent, with text that is no newer.
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
      // Somebody else has saved. Wagtail says so, and asks at the next press.
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
    // An answer that leaves the page where it is must not end autosaving for good.
    setTimeout(() => { submitted = null; }, MAX_WAIT);
  });
})();
