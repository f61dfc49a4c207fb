/* A button that copies a text, what is folded until it is asked for, and what the theme leaves open for people who use a keyboard
   or a screen reader. */
"use strict";

/* A number, or a text with numbers, in the digits of the page's sentences; a page says which these are, unless 0 to 9. */
function mkDigits(said) {
  const own = document.querySelector("meta[name=mk-digits]")?.content;
  return own ? String(said).replace(/\d/g, (one) => own[one]) : String(said);
}

(() => {
  /* A button that copies the text beside it. */
  const offerCopy = (button) => {
    if (!navigator.clipboard) return;
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.mkCopy).innerText);
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = label), 2500);
    });
  };

  /* Where there is little room, what others do first waits until it is asked for. */
  const foldOnPhones = (folds) => {
    const narrow = matchMedia("screen and (max-width: 44.9em)");
    const update = () => folds.forEach((fold) => ((fold.open = !narrow.matches), fold.classList.add("mk-fold--set")));
    narrow.addEventListener("change", update);
    update();
  };

  /* An agenda shows what happens when; the rest waits until it is asked for, or named by the address. */
  const foldEntries = (folds) => {
    const named = () => {
      try {
        const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
        return (document.getElementById(target?.dataset.mkAgain) ?? target)?.closest(".mk-entry");
      } catch {
        return null;
      }
    };
    const openNamed = () => named()?.querySelectorAll(".mk-fold--entry").forEach((fold) => (fold.open = true));
    folds.forEach((fold) => ((fold.open = false), fold.classList.add("mk-fold--set")));
    addEventListener("hashchange", openNamed);
    openNamed();
  };

  /* The theme opens its drawer and its search with labels: make them buttons, which keys can press. */
  const asButton = (label, toggle, name) => {
    if (!label || !toggle || !name) return null;
    const button = document.createElement("button");
    for (const { name: attribute, value } of label.attributes) button.setAttribute(attribute, value);
    button.type = "button";
    button.setAttribute("aria-label", name);
    button.append(...label.childNodes);
    button.addEventListener("click", () => toggle.click());
    label.replaceWith(button);
    return button;
  };

  /* The closed drawer is out of the way of the Tab key, and Escape closes it. */
  const keepDrawer = () => {
    const drawer = document.getElementById("__drawer");
    const sidebar = document.querySelector(".md-sidebar--primary");
    const label = document.querySelector(".md-header label[for=__drawer]");
    const menu = asButton(label, drawer, sidebar?.querySelector("nav")?.getAttribute("aria-label"));
    const narrow = matchMedia("(max-width: 76.234375em)");
    if (!menu) return;
    const update = () => {
      sidebar.inert = narrow.matches && !drawer.checked;
      menu.setAttribute("aria-expanded", String(drawer.checked));
    };
    drawer.addEventListener("change", update);
    narrow.addEventListener("change", update);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !drawer.checked) return;
      drawer.click();
      menu.focus();
    });
    update();
  };

  /* The theme leads through what is found by arrow keys alone, and closes the search at the Tab key: it leads there too. */
  const stepOn = (event, search, input) => {
    if (event.key === "Shift") event.stopImmediatePropagation(); // which the theme takes for the beginning of a word
    if (event.key !== "Tab") return;
    const found = [...search.querySelectorAll(".md-search-result__link, summary")].filter((one) => one.getClientRects().length);
    const steps = [input, ...found];
    const next = steps[steps.indexOf(document.activeElement) + (event.shiftKey ? -1 : 1)];
    if (!next || !steps.includes(document.activeElement)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    next.focus();
  };

  /* A single letter or sign does nothing here: by it the theme would search, or leave the page, where somebody dictates or comes
     to a key by mistake (WCAG 2.1.4). It listens on the window, which hears of the key last. What is open takes letters. */
  const silenceLetters = () => {
    const toggle = document.getElementById("__search");
    document.addEventListener("keydown", (event) => event.key.length === 1 && !toggle?.checked && event.stopPropagation());
  };

  /* Ctrl or ⌘ and K open the search, except where somebody writes: there, some systems delete by it to the end of the line. */
  const openByKey = (input, toggle, before) => {
    input.setAttribute("aria-keyshortcuts", "Control+K Meta+K");
    document.addEventListener("keydown", (event) => {
      const { activeElement: here } = document;
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (here !== input && here.matches("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]")) return;
      event.preventDefault();
      if (!toggle.checked) (before(), toggle.click()); // on a phone, the field is out of the way until then
      input.focus();
      input.select();
    });
  };

  /* On phones the closed search is out of the way too, and Escape leads back to the button that opened it. */
  const keepSearch = () => {
    const search = document.querySelector(".md-search, .mk-search");
    const toggle = document.getElementById("__search");
    const input = search?.querySelector("input");
    const label = document.querySelector(".md-header__inner > label[for=__search]");
    const button = asButton(label, toggle, input?.getAttribute("aria-label"));
    if (!button) return;
    search.setAttribute("aria-label", button.getAttribute("aria-label"));
    search.querySelector(".md-search-result__meta").setAttribute("role", "status"); // how much is found is announced
    addEventListener("keydown", (event) => toggle.checked && stepOn(event, search, input), true);
    input.addEventListener("input", () => input.dispatchEvent(new Event("keyup"))); // what is pasted or dictated, too: the theme looks at keys
    const narrow = matchMedia("(max-width: 59.984375em)");
    const update = () => {
      input.tabIndex = narrow.matches && !toggle.checked ? -1 : 0;
      button.setAttribute("aria-expanded", String(toggle.checked));
      if (!toggle.checked) from = null;
    };
    toggle.addEventListener("change", update);
    narrow.addEventListener("change", update);
    button.addEventListener("click", () => toggle.checked && input.focus());
    let from = null; // where the keyboard was when it opened the search
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !toggle.checked) return;
      const back = from ?? button;
      setTimeout(() => back.focus());
    }, true);
    openByKey(input, toggle, () => (from = document.activeElement));
    button.setAttribute("aria-keyshortcuts", input.getAttribute("aria-keyshortcuts"));
    update();
  };

  /* What is unfolded from the header folds when somebody goes on elsewhere, and at Escape. */
  const foldAway = (fold) => {
    document.addEventListener("click", ({ target }) => fold.contains(target) || (fold.open = false));
    fold.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !fold.contains(relatedTarget) && (fold.open = false));
    fold.addEventListener("keydown", ({ key }) => key === "Escape" && ((fold.open = false), fold.querySelector("summary").focus()));
  };

  /* The language that a reader chooses is kept for the next visit, and the other page is opened at the same place. */
  const keepLanguage = () => {
    const list = document.querySelector(".mk-languages");
    if (!list) return;
    const choose = ({ target }) => {
      const link = target.closest("[data-mk-language]");
      if (!link) return;
      mkNotes.setting("language", link.dataset.mkLanguage);
      link.hash = location.hash;
    };
    for (const click of ["click", "auxclick"]) list.addEventListener(click, choose);
    foldAway(list);
  };

  /* Light, dark or as the device: a reader's choice, kept for this portal. A script in the page has applied it before anything shows. */
  const keepLight = () => {
    const light = document.querySelector(".mk-light");
    const device = matchMedia("(prefers-color-scheme: dark)");
    const show = (chosen) => {
      light.dataset.chosen = chosen;
      light.querySelector(`[value=${chosen}]`).checked = true;
      document.body.dataset.mdColorScheme = chosen === "dark" || (chosen === "device" && device.matches) ? "slate" : "default";
    };
    const root = new URL(document.querySelector("[data-mk-root]").dataset.mkRoot, location);
    light.addEventListener("change", ({ target }) => (__md_set("__light", target.value, localStorage, root), show(target.value)));
    device.addEventListener("change", () => show(light.dataset.chosen));
    foldAway(light);
    show(light.dataset.chosen);
  };

  /* Of a row that is longer than the window, the entry of this page is shown. */
  const showCurrent = () => {
    const row = document.querySelector(".mk-within");
    const entry = row?.querySelector("[aria-current]");
    if (entry) row.scrollLeft = entry.offsetLeft - (row.clientWidth - entry.offsetWidth) / 2;
  };

  const nameTheNameless = () => {
    for (const part of document.querySelectorAll(".md-nav .md-nav[aria-labelledby]")) {
      const title = part.querySelector(":scope > .md-nav__title")?.textContent.trim();
      if (!title) continue;
      part.removeAttribute("aria-labelledby");
      part.setAttribute("aria-label", title);
    }
    for (const table of document.querySelectorAll(".md-typeset__scrollwrap")) {
      table.setAttribute("tabindex", "0");
    }
  };

  keepDrawer();
  silenceLetters();
  keepSearch();
  showCurrent();
  keepLight();
  keepLanguage();
  addEventListener("load", nameTheNameless);
  foldOnPhones(document.querySelectorAll(".mk-fold--role"));
  foldEntries(document.querySelectorAll(".mk-fold--entry"));
  document.querySelectorAll("[data-mk-copy]").forEach(offerCopy);
})();
