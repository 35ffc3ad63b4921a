/* Before the first paint: the reader's own choice of colours, if one was made. */
try {
  const choice = localStorage.getItem("theme");
  if (choice === "light" || choice === "dark") document.documentElement.dataset.theme = choice;
} catch (error) { /* storage is closed: the device decides */ }
