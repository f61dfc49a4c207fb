/* The reader: the role that somebody chose, once for the whole portal, kept in this browser alone; and on Home, what comes
   next for them. */
"use strict";

(() => {
  const mine = document.querySelector("[data-mk-mine]");

  /* Other scripts show what concerns this role, where the address says nothing else. */
  const tell = (role) => document.dispatchEvent(new CustomEvent("mk-role", { detail: role }));

  /* The time that a Key takes whoever reads. */
  const showTimes = (role) => {
    for (const one of document.querySelectorAll("[data-mk-mentee]")) {
      const said = one.querySelector("[lang]") ?? one;
      one.dataset.mkBoth ??= said.textContent;
      said.textContent = { mentee: one.dataset.mkMentee, mentor: one.dataset.mkMentor }[role] ?? one.dataset.mkBoth;
    }
  };
  document.addEventListener("mk-role", ({ detail }) => showTimes(detail));

  const choose = (role) => {
    mkNotes.setting("role", role);
    tell(role);
    show();
  };

  const step = (before, title, address, language) => {
    const link = Object.assign(document.createElement("a"), { textContent: title, href: address });
    if (language) link.lang = language;
    const item = document.createElement("li");
    item.append(before, " ", link);
    return item;
  };

  /* A page is called what the navigation calls it: in the language of this portal, whatever its name was when it was read. */
  const titleOf = (address) => address && [...document.querySelectorAll(".md-nav__link[href]")].find((link) => link.href === new URL(address, location).href)?.textContent.trim();

  const show = () => {
    if (!mine) return;
    const { going, action } = mine.dataset;
    const addresses = JSON.parse(mine.dataset.mkMine);
    const [page, was, language] = mkNotes.setting("last").split("|");
    const title = was && (titleOf(addresses[page]) ?? was);
    const acted = mkNotes.all().filter(({ about, part, page: from }) => about.of === "action" && part.split("--")[0] === "what" && addresses[from]).sort((one, other) => other.at - one.at)[0];
    const steps = [];
    const said = (words) => Object.assign(document.createElement("span"), { textContent: words, lang: mine.dataset.mkWords ?? document.documentElement.lang });
    if (title && addresses[page]) steps.push(step(said(going), title, addresses[page], title === was ? language : ""));
    const date = document.querySelector(".mk-next__item:not([hidden])");
    const linked = date?.querySelector(".mk-next__title a");
    if (linked) {
      const when = date.querySelector(".mk-next__day").cloneNode(true); // its parts say their language
      const day = document.createElement("span");
      day.append(...when.childNodes, ":");
      steps.push(step(day, linked.textContent, linked.href));
    }
    if (acted) steps.push(step(said(action), acted.value, `${addresses[acted.page]}#${acted.ask}`));
    mine.querySelector(".mk-mine__steps").replaceChildren(...steps);
    mine.hidden = !title && !acted && !mkNotes.setting("role");
    mine.closest(".mk-home").classList.toggle("mk-home--mine", !mine.hidden);
    const parts = [...document.querySelectorAll("[data-mk-part]")]; // of all roles, where none of them is chosen
    const own = parts.filter((part) => part.dataset.mkPart === mkNotes.setting("role"));
    for (const part of parts) part.hidden = own.length > 0 && !own.includes(part);
    for (const radio of mine.querySelectorAll("input")) radio.checked = radio.value === mkNotes.setting("role");
  };

  document.addEventListener("click", ({ target }) => {
    const start = target.closest("[data-mk-start]");
    if (start) mkNotes.setting("role", start.dataset.mkStart);
  });
  mine?.addEventListener("change", ({ target }) => choose(target.value));
  mkNotes.watch(show);
  if (mkNotes.setting("role")) tell(mkNotes.setting("role"));
  show();
})();
