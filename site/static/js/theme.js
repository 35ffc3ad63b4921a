/* Applies the stored theme before the first paint. */
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch (error) { /* storage is blocked: use the theme of the device */ }
