/* A still page stays true to today: which dates are past, now and next, where the programme stands, and what the time
   is where the reader is. A date in the page is a moment with its offset, or a day, which lasts as long as the reader's. */
"use strict";

(() => {
  const DAY = 86_400_000;
  const words = document.getElementById("mk-content")?.dataset;
  if (!words) return;
  const language = words.mkWords ?? words.mkLang; // that of our own words, where these are not translated
  const now = Date.now();

  const midnight = (day, days = 0) => {
    const [year, month, date] = day.split("-").map(Number);
    return new Date(year, month - 1, date + days).getTime();
  };
  const isDay = (written) => !written.includes("T");
  const begins = (written) => (isDay(written) ? midnight(written) : Date.parse(written));
  const ends = (written) => (isDay(written) ? midnight(written, 1) : Date.parse(written));

  /* The dates of an entry that comes again, or the times of its groups. */
  const dates = (item) => {
    const times = item.dataset.mkTimes?.split(" ").map((one) => one.split("/"));
    if (times) return times.map(([mkFrom, mkUntil]) => ({ dataset: { mkFrom, mkUntil } }));
    return [...(item.querySelectorAll?.(".mk-dates > [data-mk-until]") ?? [])];
  };

  const state = (item) => {
    const each = dates(item).map(state);
    if (each.length && !each.every((one) => one === "past")) return each.includes("now") ? "now" : "next";
    if (ends(item.dataset.mkUntil) <= now) return "past";
    return begins(item.dataset.mkFrom) <= now ? "now" : "next";
  };

  /* How far away a day is: today, tomorrow, in 5 days. */
  let relative = null;
  const away = (written) => {
    const day = new Date(begins(written));
    const today = new Date(now);
    const days = Math.round((day.setHours(0, 0, 0, 0) - today.setHours(0, 0, 0, 0)) / DAY);
    const [number, unit] = days < 14 ? [days, "day"] : days < 70 ? [Math.round(days / 7), "week"] : [Math.round(days / 30.4), "month"];
    relative ??= new Intl.RelativeTimeFormat(`${words.mkLang}-u-nu-latn`, { numeric: "auto" }); // slow to make
    return mkDigits(relative.format(number, unit));
  };

  /* The first dates of the reader's role that are not over; nothing where there is none. */
  let reader = "";
  const concerns = (item) => !reader || !item.dataset.for || item.dataset.for.split("|").includes(reader);
  const showComing = (section) => {
    const items = [...section.querySelectorAll("[data-mk-until]")];
    const coming = items.filter((item) => state(item) !== "past" && concerns(item)).slice(0, Number(section.dataset.mkComing));
    for (const item of items) item.hidden = !coming.includes(item);
    for (const item of coming) {
      const note = item.querySelector("[data-mk-away]");
      const begun = state(item) === "now";
      note.textContent = begun ? words.mkNow : away(item.dataset.mkFrom);
      note.lang = begun ? language : words.mkLang;
    }
    section.hidden = !coming.length;
  };

  const mark = (item, name) => {
    item.querySelector(".mk-state")?.remove();
    for (const one of ["past", "now", "next"]) item.classList.toggle(`mk-is-${one}`, one === name);
    if (!name) return;
    const label = document.createElement("span");
    label.className = name === "past" ? "mk-state mk-hidden" : "mk-state mk-chip";
    label.textContent = words[`mk${name[0].toUpperCase()}${name.slice(1)}`];
    label.lang = language;
    (item.querySelector(".mk-entry__day, .mk-entry__when, .mk-path__when") ?? (item.matches(".mk-dates > li") ? item : null))?.append(" ", label);
  };

  /* When something begins next: the first of its dates that comes, or it itself. */
  const comes = (item) => begins((dates(item).find((one) => state(one) === "next") ?? item).dataset.mkFrom);

  /* Another day of an event that is still shown with its first. */
  const isTold = (item) => {
    const first = document.getElementById(item.dataset.mkAgain)?.closest("[data-mk-until]");
    return Boolean(first) && state(first) !== "past";
  };

  /* Past, now, and the first of what comes; among the dates of what comes again, too. */
  const markCourse = () => {
    const items = [...document.querySelectorAll(".mk-entry[data-mk-until], .mk-path__step[data-mk-until]")];
    const coming = items.filter((item) => state(item) === "next" && !isTold(item));
    const next = coming.reduce((first, item) => (!first || comes(item) < comes(first) ? item : first), null);
    for (const item of items) mark(item, state(item) !== "next" || item === next ? state(item) : "");
    for (const list of document.querySelectorAll(".mk-dates")) {
      const each = [...list.children];
      const first = each.find((one) => state(one) === "next");
      for (const one of each) mark(one, state(one) !== "next" || one === first ? state(one) : "");
    }
  };

  /* The phase that today lies in, and how much of each has passed. */
  const showPhases = (list) => {
    const phases = [...list.querySelectorAll(".mk-phase")];
    const begun = phases.filter((phase) => phase.dataset.first && midnight(phase.dataset.first) <= now);
    const last = begun.at(-1);
    const over = last === phases.at(-1) && last?.dataset.last && midnight(last.dataset.last, 1) <= now;
    for (const phase of phases) {
      const here = phase === last && !over;
      const { first, last: end } = phase.dataset;
      const done = first && end ? (now - midnight(first)) / (midnight(end, 1) - midnight(first)) : 0;
      phase.classList.toggle("mk-phase--current", here);
      phase.classList.toggle("mk-phase--past", begun.includes(phase) && !here);
      phase.style.setProperty("--mk-done", here ? Math.min(1, Math.max(0, done)) : Number(begun.includes(phase)));
      if (here) phase.setAttribute("aria-current", "step");
      else phase.removeAttribute("aria-current");
    }
  };

  const showWeek = (line) => {
    const { number, first, last, before, during, after, pauses } = line.dataset;
    const rests = JSON.parse(pauses || "[]");
    const rest = rests.find(([from, to]) => midnight(from) <= now && now < midnight(to, 1));
    if (now < midnight(first)) line.textContent = before;
    else if (last && now >= midnight(last, 1)) line.textContent = after;
    else if (rest) line.textContent = rest[3];
    else {
      const uncounted = rests.reduce((weeks, [from, , count]) => weeks + (midnight(from) > midnight(first) && midnight(from) <= now ? count : 0), 0);
      const monday = new Date(midnight(first));
      monday.setDate(monday.getDate() - ((monday.getDay() + 6) % 7));
      line.textContent = during.replace("{number}", mkDigits(Number(number) - uncounted + Math.floor((now - monday.getTime() + DAY / 12) / (7 * DAY))));
    }
  };

  /* The same moment by the reader's clock, where that differs from the clock it is written in. */
  const yours = (written, ends) => {
    const offset = written.match(/([+-])(\d\d):(\d\d)$/);
    if (!offset) return "";
    const moment = new Date(written);
    const minutes = Number(`${offset[1]}1`) * (Number(offset[2]) * 60 + Number(offset[3]));
    if (minutes === -moment.getTimezoneOffset()) return "";
    const clock = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { hour: "numeric", minute: "2-digit" });
    const end = ends ? new Date(ends) : null;
    const overnight = end && moment.toDateString() !== end.toDateString(); // a range would have both dates in figures
    let said = !end || end - moment >= DAY ? clock.format(moment) : overnight ? `${clock.format(moment)}–${clock.format(end)}` : clock.formatRange(moment, end);
    if (moment.getDate() !== Number(written.slice(8, 10))) {
      const day = new Intl.DateTimeFormat(`${language}-u-nu-latn`, { weekday: "short", day: "numeric", month: "short" });
      said = `${day.format(moment)}, ${end && moment.toDateString() === end.toDateString() ? said : clock.format(moment)}`;
    }
    return words.mkYours.replace("{time}", mkDigits(said));
  };

  const note = (said) => {
    const made = document.createElement("span");
    made.className = "mk-yours";
    made.textContent = said;
    made.lang = language;
    return made;
  };

  const showYours = (time) => {
    const said = yours(time.getAttribute("datetime"), time.dataset.mkEnds);
    const line = time.closest(".mk-entry__clock"); // of which it is the last words
    if (said && line) line.append(" ", note(said));
    else if (said) time.after(" ", note(said));
  };

  /* Of what comes again, at the first date, and again where it is another: clocks change on other days elsewhere. */
  const showYoursOfEach = (list) => {
    let before = "";
    for (const one of list.querySelectorAll("[data-mk-begins]")) {
      const said = yours(one.dataset.mkBegins, one.dataset.mkEnds);
      const other = one.matches(".mk-dates__other");
      if (said && (other || said !== before)) one.append(" ", note(said));
      if (!other) before = said;
    }
  };

  const showAllComing = () => document.querySelectorAll("[data-mk-coming]").forEach(showComing);
  document.addEventListener("mk-role", ({ detail }) => ((reader = detail), showAllComing()));
  showAllComing();
  document.querySelectorAll(".mk-phases").forEach(showPhases);
  document.querySelectorAll("[data-mk-week]").forEach(showWeek);
  document.querySelectorAll("time[datetime*=T]").forEach(showYours);
  document.querySelectorAll(".mk-dates").forEach(showYoursOfEach);
  markCourse();
})();
