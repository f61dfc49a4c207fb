/* What a still page cannot do by itself: stay true to today, filter the timeline, copy a text. */
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

  document.querySelectorAll("[data-mk-next]").forEach(showNextDates);
  document.querySelectorAll(".mk-phases").forEach(showCurrentPhase);
  document.querySelectorAll("[data-mk-filter]").forEach(filterTimeline);
  document.querySelectorAll("[data-mk-copy]").forEach(offerCopy);
})();
