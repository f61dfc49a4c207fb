/* Lists that show less: what a reader chooses stands in the address, so that going back brings it back. */
"use strict";

(() => {
  const LEAST_PAST = 3;
  let reader = ""; // whose time counts, where the two of a pair differ: that of a mentee is said first

  const phrase = (element, number) =>
    number === 1 ? element.dataset.one : element.dataset.many.replace("{number}", mkDigits(number));

  /* A choice in the address has the form #topic=trust&minutes=20; anything else there is a place on the page. */
  const written = () => new URLSearchParams(location.hash.includes("=") ? location.hash.slice(1) : "");

  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  const matches = (item, control, value) => {
    const has = item.dataset[control.name];
    if (!value || has === undefined) return true;
    if (control.dataset.mkAtMost !== undefined) return Number(has.split("|").at(reader === "mentor" ? -1 : 0)) <= Number(value);
    return has.split("|").includes(value);
  };

  const start = (form) => {
    const items = [...document.querySelectorAll("[data-mk-item]")];
    const names = [...new Set([...form.elements].map((one) => one.name).filter(Boolean))];
    const count = form.querySelector("[data-mk-count]");
    const reset = form.querySelector("[type=reset]");
    const none = document.querySelector(".mk-none");
    const earlier = form.querySelector("[data-mk-earlier]");
    const past = items.filter((item) => item.matches(".mk-is-past"));
    /* Where all is over, and of a programme that is closed, what has been is all there is to see. */
    let folded = past.length >= LEAST_PAST && past.length < items.length && form.dataset.mkUnfolded === undefined;

    const controlOf = (name) => {
      const control = form.elements[name];
      return control instanceof RadioNodeList ? control[0] : control;
    };
    const chosen = () => names.filter((name) => form.elements[name].value).map((name) => [name, form.elements[name].value]);

    /* Headings over nothing go as well: a section, a month, a part of the timeline. */
    const hideEmpty = () => {
      for (const group of document.querySelectorAll("[data-mk-group], .mk-entries")) {
        group.hidden = [...group.querySelectorAll("[data-mk-item]")].every((item) => !isShown(item));
        if (group.matches(".mk-entries")) group.previousElementSibling.hidden = group.hidden;
      }
      let part = null;
      for (const one of document.querySelectorAll(".mk-page h2, .mk-entries")) {
        if (one.matches("h2")) part = one;
        if (!part?.parentElement.querySelector(":scope > .mk-entries")) continue;
        if (one === part) part.hidden = true;
        else if (!one.hidden) part.hidden = false;
      }
    };

    /* The other days of an event stand with its first, and alone once that is past. */
    const again = items.filter((item) => item.dataset.mkAgain);
    const showAgain = () => {
      for (const item of again) {
        const first = document.getElementById(item.dataset.mkAgain)?.closest("[data-mk-item]");
        item.classList.toggle("mk-entry--alone", !first || (first.matches(".mk-is-past") && !item.matches(".mk-is-past")));
      }
    };
    const isShown = (item) => !item.hidden && (!item.dataset.mkAgain || item.matches(".mk-entry--alone"));

    /* Of choices in a row that goes on beyond the edge, the one that is made is in sight. */
    const showChosen = () => {
      const [row, label] = [form.querySelector("fieldset"), form.querySelector("input:checked")?.parentElement];
      if (row && label && row.scrollWidth > row.clientWidth) row.scrollLeft = label.offsetLeft - (row.clientWidth - label.offsetWidth) / 2;
    };

    const show = () => {
      const choices = chosen();
      for (const item of items) {
        const fits = choices.every(([name, value]) => matches(item, controlOf(name), value));
        item.hidden = !fits || (folded && item.matches(".mk-is-past"));
      }
      showAgain();
      hideEmpty();
      const shown = items.filter(isShown).length;
      count.textContent = phrase(count, shown);
      showChosen();
      if (reset) reset.hidden = !choices.length;
      if (none) none.hidden = shown > 0;
      if (earlier) {
        const fit = past.filter((item) => choices.every(([name, value]) => matches(item, controlOf(name), value)));
        earlier.parentElement.hidden = past.length < LEAST_PAST || !fit.length;
        earlier.setAttribute("aria-expanded", String(!folded));
        earlier.textContent = folded ? phrase(earlier, fit.length) : earlier.dataset.hide;
      }
    };

    const choose = (choices) => {
      for (const name of names) form.elements[name].value = choices.get(name) ?? "";
      for (const select of form.querySelectorAll("select")) if (select.selectedIndex < 0) select.value = "";
    };

    const write = () => {
      const hash = new URLSearchParams(chosen()).toString();
      history.pushState(null, "", hash ? `#${hash}` : location.pathname + location.search);
    };

    /* Whoever comes for a date that is out of sight gets to see it; one that stands with another, there. */
    const reveal = () => {
      const target = location.hash.includes("=") ? null : named();
      if (!target || target.offsetParent) return;
      const first = document.getElementById(target.dataset.mkAgain);
      if (!first?.offsetParent) {
        choose(new URLSearchParams());
        folded = false;
        show();
      }
      (target.offsetParent ? target : (first ?? target)).scrollIntoView();
    };

    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("change", () => (show(), write()));
    form.addEventListener("reset", () => setTimeout(() => (controlOf(names[0]).focus(), show(), write())));
    earlier?.addEventListener("click", () => ((folded = !folded), show()));
    addEventListener("popstate", () => (choose(written()), show(), reveal()));
    addEventListener("hashchange", reveal);
    /* What concerns the reader's role is shown first; a choice in the address, or a place that it names, wins. */
    document.addEventListener("mk-role", ({ detail }) => {
      reader = detail;
      const known = [...form.querySelectorAll("[name=for]")].some((one) => one.value === detail || [...(one.options ?? [])].some(({ value }) => value === detail));
      if (!known || location.hash) return;
      choose(new URLSearchParams({ for: detail }));
      show();
    });
    choose(written());
    show();
    reveal();
  };

  document.querySelectorAll("[data-mk-filter]").forEach(start);
})();
