/* Optional. Stores only a selected theme; loads nothing from other sites until a video is played. */
(() => {
  "use strict";
  const root = document.documentElement;
  const each = (selector, callback) => document.querySelectorAll(selector).forEach(callback);
  const set = (element, attributes) => {
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    return element;
  };
  const make = (tag, attributes, text = "") => {
    const element = set(document.createElement(tag), attributes);
    element.append(text);
    return element;
  };

  // Theme: stored in this browser only when selected
  each("input[name=theme]", (radio) => {
    radio.checked = radio.value === (root.dataset.theme || "");
    radio.onchange = () => {
      if (radio.value) root.dataset.theme = radio.value;
      else delete root.dataset.theme;
      try {
        if (radio.value) localStorage.theme = radio.value;
        else delete localStorage.theme;
      } catch { /* blocked: applies to this page only */ }
    };
  });

  // Quick exit: hide the page, then replace it in the browser history
  const exitLink = document.querySelector("[data-quick-exit]");
  const exitQuickly = (event) => {
    event.preventDefault();
    root.hidden = true;
    document.title = "Loading";
    location.replace(exitLink.href);
  };
  if (exitLink) {
    each("[data-quick-exit]", (link) => { link.onclick = exitQuickly; });
    // Shift three times, without other keys. Modifiers are read from these events only: after a
    // drop-down list, browsers may never report that a key was released.
    let presses = 0, last = 0, isOnlyShift = true;
    const isModified = (event) =>
      ["Alt", "AltGraph", "Control", "Meta"].some((key) => event.getModifierState(key));
    const reset = () => { isOnlyShift = false; presses = 0; };
    addEventListener("keydown", (event) => {
      if (event.key !== "Shift" || isModified(event)) reset();
      else if (!event.repeat) isOnlyShift = true;
    });
    addEventListener("keyup", (event) => {
      if (event.key !== "Shift") return;
      if (isOnlyShift && !isModified(event)) {
        presses = event.timeStamp - last < 2000 ? presses + 1 : 1;
        last = event.timeStamp;
        if (presses === 3) exitQuickly(event);
      }
      isOnlyShift = true;
    });
    addEventListener("pointerdown", reset);
    addEventListener("wheel", reset, { passive: true });
  }

  // Video: replace button with player
  each("[data-video]", (button) => {
    button.onclick = () => {
      const { src, title, referrer = "no-referrer" } = button.dataset;
      const player = make("iframe", { title, allow: "autoplay; fullscreen", referrerpolicy: referrer, src });
      button.replaceWith(player);
      player.focus();
    };
  });

  // URL of an article: a button that copies or selects it
  each("[data-copy]", (address) => {
    const button = make("button", { type: "button", class: "btn is-secondary" }, "Copy link");
    const message = make("p", { role: "status" });
    button.onclick = async () => {
      message.textContent = "";
      try {
        await navigator.clipboard.writeText(address.textContent);
        message.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(address);
        message.textContent = "Link selected. Press Ctrl+C or Command+C to copy.";
      }
    };
    address.after(button, message);
  });

  // Menus: close on Escape, and on a click or focus elsewhere
  const close = (except) => each(":is(.menu, .submenu)[open]", (part) => {
    if (part.contains(except)) return;
    if (part.contains(document.activeElement)) part.firstElementChild.focus();
    part.open = false;
  });
  document.addEventListener("click", (event) => close(event.target));
  document.addEventListener("focusin", (event) => close(event.target));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close(null));

  // Print: expand collapsed parts
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    folded.forEach((fold) => { fold.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((fold) => { fold.open = false; }));

  // Search suggestions (ARIA combobox)
  each("[data-suggest]", (input) => {
    const id = `${input.id}-suggestions`;
    const list = make("ul", { id, class: "suggest", role: "listbox", "aria-label": "Suggestions", hidden: "" });
    const count = make("p", { class: "visually-hidden", role: "status" });
    let chosen = -1, timer, lastRequest = 0;
    set(input, { role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-controls": id, "aria-expanded": false });
    input.after(list, count);

    const choose = (index) => {
      chosen = index;
      [...list.children].forEach((option, at) => set(option, { "aria-selected": at === index }));
      set(input, { "aria-activedescendant": index < 0 ? "" : `${id}-${index}` });
    };
    const open = (yes) => {
      list.hidden = !yes;
      set(input, { "aria-expanded": yes });
      choose(-1);
    };
    const show = (found) => {
      list.replaceChildren(...found.map(({ title, url, kind }, at) => {
        const option = make("li", { id: `${id}-${at}`, role: "option" }, title);
        option.append(make("small", {}, kind));
        option.onclick = () => location.assign(url);
        return option;
      }));
      open(found.length > 0);
      count.textContent = `${found.length || "No"} suggestion${found.length === 1 ? "" : "s"}`;
    };
    const fetchSuggestions = async (query, request) => {
      try {
        const answer = await fetch(`${input.dataset.suggest}?q=${encodeURIComponent(query)}`);
        const { suggestions } = await answer.json();
        if (request === lastRequest) show(suggestions);
      } catch { open(false); }
    };

    input.oninput = () => {
      const query = input.value.trim(), request = ++lastRequest;
      clearTimeout(timer);
      if (query.length > 1) timer = setTimeout(fetchSuggestions, 200, query, request);
      else open(false);
    };
    input.onkeydown = (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key], positions = list.children.length + 1;
      if (step && positions > 1) {
        const next = (chosen + 1 + step + positions) % positions - 1;
        if (list.hidden) open(true);
        choose(next);
      } else if (event.key === "Escape" && !list.hidden) open(false);
      else if (event.key === "Enter" && chosen >= 0) list.children[chosen].click();
      else return;
      event.preventDefault();
    };
    input.onblur = () => { lastRequest++; open(false); };
    list.onmousedown = (event) => event.preventDefault();
  });
})();
