/* A file that is too large is refused as soon as it is chosen: the server would refuse to receive it, and the form
   would be lost. */
(() => {
  "use strict";
  document.addEventListener("change", ({ target }) => {
    const most = Number(target.dataset?.maxSize);
    if (!most || target.type !== "file") return;
    const isTooLarge = [...target.files].some((file) => file.size > most);
    target.setCustomValidity(isTooLarge ? target.dataset.tooLarge : "");
    target.reportValidity();
  });
})();
