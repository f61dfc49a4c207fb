/* What a still page cannot do by itself: stay true to today, filter the timeline, copy a text; and what the theme
   leaves open for people who use a keyboard or a screen reader. */
"use strict";

(() => {
  const now = new Date();
  const today = [
    now.getFullYear(),
    String(now.getMonth() + 1).padStart(2, "0"),
    String(now.getDate()).padStart(2, "0"),
  ].join("-");

  /* The next three dates, from the reader's today. */
  const showNextDates = (section) => {
    const coming = JSON.parse(section.dataset.mkNext).filter((one) => one.last >= today).slice(0, 3);
    const list = section.querySelector(".mk-next");
    const model = list.querySelector(".mk-next__item");
    if (!coming.length) {
      section.hidden = true;
      return;
    }
    list.replaceChildren(
      ...coming.map((one) => {
        const item = model.cloneNode(true);
        item.querySelector(".mk-next__day").textContent = one.day;
        item.querySelector(".mk-next__clock").textContent = one.clock;
        const link = item.querySelector("a");
        link.textContent = one.title;
        link.setAttribute("href", one.address);
        return item;
      }),
    );
  };

  /* The phase that the reader's today lies in. */
  const showCurrentPhase = (list) => {
    const phases = [...list.querySelectorAll(".mk-phase")];
    const begun = phases.filter((phase) => phase.dataset.first && phase.dataset.first <= today);
    const last = begun.at(-1);
    const over = last === phases.at(-1) && last?.dataset.last && last.dataset.last < today;
    for (const phase of phases) {
      const here = phase === last && !over;
      phase.classList.toggle("mk-phase--current", here);
      if (here) phase.setAttribute("aria-current", "step");
      else phase.removeAttribute("aria-current");
    }
  };

  /* Only the dates of one role. */
  const filterTimeline = (filter) => {
    const entries = [...document.querySelectorAll(".mk-entry[data-roles]")];
    const count = filter.querySelector("[data-mk-count]");
    const show = (role) => {
      for (const entry of entries) {
        entry.hidden = Boolean(role) && !entry.dataset.roles.split(" ").includes(role);
      }
      for (const list of document.querySelectorAll(".mk-entries")) {
        const empty = [...list.children].every((entry) => entry.hidden);
        list.hidden = empty;
        if (list.previousElementSibling?.matches(".mk-month")) list.previousElementSibling.hidden = empty;
      }
      const shown = entries.filter((entry) => !entry.hidden).length;
      count.textContent = shown === 1 ? count.dataset.one : count.dataset.many.replace("{number}", shown);
    };
    filter.hidden = false;
    filter.addEventListener("change", (event) => show(event.target.value));
    const chosen = filter.querySelector("input:checked");
    if (chosen?.value) show(chosen.value);
  };

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
    const narrow = matchMedia("(max-width: 44.9em)");
    const update = () => folds.forEach((fold) => (fold.open = !narrow.matches));
    narrow.addEventListener("change", update);
    update();
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

  const nameTheNameless = () => {
    const search = document.querySelector(".md-search");
    const name = search?.querySelector("input")?.getAttribute("aria-label");
    search?.setAttribute("aria-label", name);
    asButton(document.querySelector(".md-header__inner > label[for=__search]"), document.getElementById("__search"), name);
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
  addEventListener("load", nameTheNameless);
  foldOnPhones(document.querySelectorAll(".mk-fold--role"));
  document.querySelectorAll("[data-mk-next]").forEach(showNextDates);
  document.querySelectorAll(".mk-phases").forEach(showCurrentPhase);
  document.querySelectorAll("[data-mk-filter]").forEach(filterTimeline);
  document.querySelectorAll("[data-mk-copy]").forEach(offerCopy);
})();
