/* The guided Key: one question a screen, from the opening words to the sheet to bring along. Only shows and hides what
   the page has, so the whole page stays one tap away, and prints as ever. */
"use strict";

/* `shown` says whether a block is for the chosen role, `has` whether it is answered. Returns what is to be called when the role
   or an answer has changed. */
const mkGuided = (page, desk, { shown, has }) => {
  const { fillIn, make, say, target } = mkDesk;
  const here = page.dataset.mkPage;
  const bar = page.querySelector(".mk-guide");
  const sheet = desk.querySelector(".mk-sheet");
  const enough = page.querySelector(".mk-enough");
  const part = (name) => bar.querySelector(`[data-mk-guide=${name}]`);
  const words = bar.dataset;
  const minutes = () => Number(words[mkNotes.setting("role")] ?? Math.max(words.mentee, words.mentor));
  const opening = [...page.querySelectorAll(":scope > :is(.mk-lead, .mk-facts, .mk-keep)")];
  const title = page.querySelector("h1");
  let at = 0;

  /* Every element that is shown or hidden as one, in the order of the page. A part for one role is looked into. */
  const units = (parent) =>
    [...parent.children].flatMap((child) => {
      if (child.matches(".mk-part, .mk-part > .mk-content")) return units(child);
      return child === title || opening.includes(child) || child.matches(".mk-writing, .mk-enough, .mk-guide, .mk-print") ? [] : [child];
    });

  /* Screens: what leads to a question, and the question. What stands behind the last one, and what is for after the session,
     is on the whole page only. */
  const closes = (unit) => unit.matches("[data-mk-write], .mk-starters") || unit.querySelector("[data-mk-write]");
  const later = (unit) => unit.closest(".mk-after");
  const divide = () => {
    const screens = [{ phase: "", units: [...opening] }];
    let [phase, waiting] = ["", []];
    const all = units(page);
    const left = all.filter(later);
    for (const unit of all.filter((one) => !left.includes(one))) {
      if (unit.matches("h2")) phase = unit.firstChild.textContent.trim();
      if (screens.length === 1 && !phase && !closes(unit)) screens[0].units.push(unit);
      else waiting.push(unit);
      if (!closes(unit)) continue;
      const named = unit.querySelector(":scope > h2") || waiting.some((one) => one.matches("h2"));
      screens.push({ phase: named ? "" : phase, block: unit, units: waiting });
      waiting = [];
    }
    screens.push({ phase: "", end: true, units: [sheet] });
    screens.left = [...left, ...waiting];
    return screens;
  };
  const screens = divide();
  const everything = [...new Set(screens.flatMap(({ units }) => units)), ...screens.left];
  /* What the other is asked is read on one screen, that of the last such question before one's own. */
  const isTheirs = (screen) => Boolean(screen?.block?.matches(".mk-theirs"));
  const askedOf = (screen) => {
    if (isTheirs(screen)) return !isTheirs(screens[screens.indexOf(screen) + 1]);
    return !screen.block || (shown(screen.block) && !screen.block.closest("[hidden]"));
  };
  const open = () => screens.filter(askedOf);
  const name = (screen) => (screen.end ? "end" : (screen.block?.id ?? "")) || String(screens.indexOf(screen));

  /* Rows of a table come one by one: those that are written in, and one more. */
  const tables = [...page.querySelectorAll(".mk-fill table")].filter((table) => !table.tBodies[0].querySelector("th") && table.tBodies[0].rows.length > 1);
  const isWritten = (row) => row.querySelector(":checked") || [...row.querySelectorAll("textarea")].some((area) => area.value.trim());
  const showRows = (table, more = 0) => {
    const rows = [...table.tBodies[0].rows];
    const last = rows.findLastIndex((row) => isWritten(row) || row.dataset.mkOpen);
    const count = Math.min(Math.max(last + 1, 1) + more, rows.length);
    rows.forEach((row, number) => {
      if (number < count) row.dataset.mkOpen = "yes";
      row.toggleAttribute("data-mk-away", number >= count);
    });
    table.mkMore.hidden = count === rows.length;
    return rows[count - 1];
  };
  for (const table of tables) {
    table.mkMore = make("button", { type: "button", class: "mk-button mk-button--plain mk-more", lang: words.mkWords }, words.another);
    table.closest(".mk-scroll").after(table.mkMore);
    table.mkMore.addEventListener("click", () => showRows(table, 1).querySelector("textarea, input").focus());
  }

  const rail = () => {
    const now = open();
    const screen = screens[at];
    const place = now.indexOf(screen);
    part("rail").replaceChildren(
      ...now.map((one, number) => {
        const kind = number === place ? "now" : one.block && has(one.block) ? "done" : "open";
        return make("li", { class: `mk-rail__step mk-rail__step--${kind}` });
      }),
    );
    const left = Math.ceil((minutes() * (now.length - 1 - place)) / Math.max(now.length - 1, 1));
    const said = [fillIn(words.place, { number: place + 1, all: now.length })];
    if (left) said.push(fillIn(left === 1 ? words.minute : words.left, { minutes: left }));
    const told = make("span", { lang: words.mkWords }, said.join(" · "));
    part("place").replaceChildren(...(screen.phase ? [screen.phase, " · "] : []), told);
    part("back").disabled = place <= 0;
    part("next").hidden = screen.end === true;
    part("home").hidden = !screen.end;
    part("session")?.toggleAttribute("hidden", !screen.end);
    part("enough").hidden = Boolean(screen.end);
    say(part("next"), place <= 0 ? words.begin : words.next, words);
  };

  const readBefore = () => {
    const before = [];
    for (let number = at - 1; isTheirs(screens[at]) && isTheirs(screens[number]); number--) before.unshift(...screens[number].units);
    return before;
  };

  const show = ({ focus = true } = {}) => {
    if (!document.body.classList.contains("mk-guided")) return;
    const now = new Set([...readBefore(), ...screens[at].units]);
    for (const unit of everything) unit.toggleAttribute("data-mk-away", !now.has(unit));
    for (const of of page.querySelectorAll(".mk-part, .mk-after")) of.toggleAttribute("data-mk-away", ![...now].some((unit) => of.contains(unit)));
    for (const after of [desk.querySelector(".mk-earlier"), desk.querySelector(".mk-writing__tools")]) after.toggleAttribute("data-mk-away", true);
    enough.hidden = true;
    bar.hidden = false;
    page.classList.toggle("mk-page--within", at > 0);
    tables.forEach((table) => showRows(table));
    rail();
    mkNotes.setting(`at:${here}`, name(screens[at]));
    if (at > 0) mkNotes.setting("last", screens[at].end ? "" : `${here}|${page.dataset.mkTitle.replaceAll("|", " ")}|${page.lang}`);
    if (!focus) return;
    const first = screens[at].units.find((unit) => !unit.matches("[hidden]")) ?? title;
    const told = at === 0 ? title : first.matches("h2, p") ? first : (first.querySelector("h2, .mk-question") ?? first);
    told.tabIndex = -1;
    told.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  };

  const move = (by) => {
    const now = open();
    const next = now[now.indexOf(screens[at]) + by];
    if (!next) return;
    at = screens.indexOf(next);
    part("again").hidden = true; // an offer to whom comes back, which is answered by going on
    history.pushState({ mkScreen: at }, "");
    show();
  };

  const begin = () => {
    const kept = mkNotes.setting(`at:${here}`);
    at = Math.max(screens.findIndex((screen) => name(screen) === kept), 0);
    if (!askedOf(screens[at])) at = 0;
    document.body.classList.replace("mk-whole", "mk-guided") || document.body.classList.add("mk-guided");
    bar.hidden = false;
    part("again").hidden = at === 0;
    history.replaceState({ mkScreen: at }, "");
  };

  const end = () => {
    document.body.classList.remove("mk-guided");
    document.body.classList.add("mk-whole");
    page.classList.remove("mk-page--within");
    for (const one of document.querySelectorAll("[data-mk-away]")) one.removeAttribute("data-mk-away");
    tables.forEach((table) => (table.mkMore.hidden = true));
    enough.hidden = bar.hidden = true;
  };

  const stop = () => {
    const now = open();
    for (const unit of everything) unit.toggleAttribute("data-mk-away", true);
    enough.hidden = false;
    bar.hidden = true;
    say(enough.querySelector("[data-mk-guide=rest]"), fillIn(words.rest, { number: now.indexOf(screens[at]) + 1, all: now.length }), words);
    enough.querySelector("h2").focus();
    scrollTo({ top: 0, behavior: "instant" });
  };

  const does = {
    back: () => move(-1),
    next: () => move(1),
    again: () => ((at = 0), (part("again").hidden = true), show()),
    enough: stop,
    goon: () => show(),
    whole: () => {
      mkNotes.setting("reads", "whole");
      const place = screens[at].block;
      end();
      place?.scrollIntoView({ block: "center", behavior: "instant" });
      page.querySelector("[data-mk-guide=start]").focus({ preventScroll: Boolean(place) });
    },
    start: () => (mkNotes.setting("reads", "guided"), begin(), show()),
  };
  page.addEventListener("click", ({ target }) => does[target.closest("[data-mk-guide]")?.dataset.mkGuide]?.());
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !document.body.classList.contains("mk-guided")) return;
    event.preventDefault();
    move(event.shiftKey ? -1 : 1);
  });
  addEventListener("popstate", ({ state }) => {
    if (state?.mkScreen === undefined || !document.body.classList.contains("mk-guided")) return;
    at = state.mkScreen;
    show();
  });

  /* A link to a place on this page leads to the whole of it. */
  addEventListener("hashchange", () => {
    if (!location.hash || !document.body.classList.contains("mk-guided")) return;
    end();
    target()?.scrollIntoView({ behavior: "instant" });
  });

  /* Who follows a link to a place, or wants whole pages, gets the whole page. */
  if (!location.hash && mkNotes.setting("reads") !== "whole") begin();
  else end();
  return () => show({ focus: false });
};
