/* Rejects a file that is too large as soon as it is selected. The server would reject the whole request, and the
   content of the form would be lost. */
(() => {
  "use strict";
  document.addEventListener("change", ({ target }) => {
    const maxSize = Number(target.dataset?.maxSize);
    if (!maxSize || target.type !== "file") return;
    const isTooLarge = [...target.files].some((file) => file.size > maxSize);
    target.setCustomValidity(isTooLarge ? target.dataset.tooLarge : "");
    target.reportValidity();
  });
})();
