/* A file that is too large is refused as soon as it is chosen: the server would refuse to receive it, and the form
   would be lost. */
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
