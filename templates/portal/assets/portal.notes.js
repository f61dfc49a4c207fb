/* What was written, shown again: lists of answers, the file to take along, the question before anything is forgotten;
   and the page "My notes". */
"use strict";

const mkDesk = (() => {
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  const fillIn = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const day = (at) => new Date(at).toLocaleDateString(document.documentElement.lang, { dateStyle: "long" });

  /* Answers, but not the marks that stand beside them. */
  const isAnswer = (record) => !record.part.startsWith("+");

  const grouped = (records, name) => {
    const groups = new Map();
    for (const record of records) groups.set(name(record), [...(groups.get(name(record)) ?? []), record]);
    return [...groups.values()];
  };

  const isTick = ({ value }) => value === "✓";
  const asLine = (one) => (isTick(one) ? `✓ ${one.about.label}` : one.about.label ? `${one.about.label}: ${one.value}` : one.value);
  const spoken = (one) =>
    one.about.label && !isTick(one) ? [make("span", { class: "mk-answers__label" }, one.about.label), one.value] : [asLine(one)];

  /* Questions and answers as the pairs of a list; `more` adds to a question what can be done with it. */
  const listAnswers = (list, records, more = () => []) => {
    list.replaceChildren(
      ...grouped(records, (record) => record.ask).map((answers) => {
        const question = make("dt", {}, answers[0].about.question ?? "");
        return make("div", {}, question, ...answers.map((one) => make("dd", {}, ...spoken(one))), ...more(answers));
      }),
    );
  };

  const asText = (records) =>
    grouped(records, (record) => record.ask)
      .map((answers) => [answers[0].about.question, ...answers.map(asLine)].join("\n"))
      .join("\n\n");

  const saveFile = () => {
    const title = document.querySelector("[data-mk-programme-title]").dataset.mkProgrammeTitle;
    const name = document.querySelector("[data-mk-programme]").dataset.mkProgramme.split("/").at(-1);
    const address = URL.createObjectURL(new Blob([mkNotes.pack(title)], { type: "application/json" }));
    const link = make("a", { href: address, download: `notes-${name}-${new Date().toISOString().slice(0, 10)}.json` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };

  /* Ask in a dialog. Resolves to whether the answer was yes. */
  const askFirst = (name) =>
    new Promise((answer) => {
      const dialog = document.querySelector(`[data-mk-dialog=${name}]`);
      const choose = ({ target }) => {
        const button = target.closest("button");
        if (button?.value === "save") saveFile();
        else if (button) dialog.close(button.value);
      };
      const closed = () => {
        dialog.removeEventListener("click", choose);
        answer(dialog.returnValue === "yes");
      };
      dialog.returnValue = "";
      dialog.addEventListener("click", choose);
      dialog.addEventListener("close", closed, { once: true });
      dialog.showModal();
    });

  return { make, fillIn, day, isAnswer, grouped, listAnswers, asText, saveFile, askFirst };
})();

(() => {
  const page = document.querySelector("[data-mk-notes]");
  if (!page) return;
  const { make, fillIn, day, isAnswer, grouped } = mkDesk;
  const part = (name) => page.querySelector(`[data-mk-${name}]`);
  const addresses = JSON.parse(page.dataset.mkNotes);
  const saying = part("saying");
  const tell = (name, values = {}) => {
    saying.textContent = fillIn(saying.dataset[name], values);
    saying.hidden = false;
  };

  const showProgress = (records) => {
    const role = mkNotes.setting("role") || "all";
    for (const item of page.querySelectorAll("[data-mk-key]")) {
      const own = records.filter(({ page: from, about }) => from === item.dataset.mkKey && about.of !== "after" && about.of !== "private");
      const mine = own.filter(({ about }) => role === "all" || !about.role || about.role === role);
      const [done, all] = [new Set(mine.map((record) => record.ask)).size, Number(item.dataset[role])];
      const bar = item.querySelector("progress");
      [bar.max, bar.value] = [Math.max(all, 1), Math.min(done, all)];
      item.querySelector("[data-mk-count]").textContent = fillIn(page.dataset.answered, { done: Math.min(done, all), all });
    }
  };

  /* One card for each action; what came of it is kept beside the action, and can be written here. */
  const actionCard = (answers) => {
    const [{ page: from, ask, about }] = answers;
    const said = (name) => answers.find((one) => one.part === name);
    const facts = ["when", "who"].map(said).filter(Boolean);
    const outcome = make("textarea", { rows: 1, maxlength: mkNotes.LONGEST });
    const mirror = make("div", { class: "mk-field__text" });
    const show = () => (mirror.textContent = `${outcome.value} `);
    outcome.value = mkNotes.get({ page: from, ask, part: "+outcome" })?.value ?? "";
    outcome.addEventListener("input", () => {
      show();
      const kept = mkNotes.put({ page: from, ask, part: "+outcome", value: outcome.value, about: { ...about, label: page.dataset.outcome } });
      if (!kept) tell("full");
    });
    show();
    const origin = make(addresses[from] ? "a" : "span", addresses[from] ? { href: `${addresses[from]}#${ask}` } : {}, about.title ?? from);
    return make("li", { class: "mk-done-card" },
      make("p", { class: "mk-done-card__what" }, said("what")?.value ?? "–"),
      make("p", { class: "mk-muted" }, origin, ...facts.flatMap((one) => [" · ", `${one.about.label}: ${one.value}`])),
      make("label", {}, make("span", { class: "mk-label" }, page.dataset.outcome), make("span", { class: "mk-field" }, outcome, mirror)));
  };

  const showActions = (records) => {
    const actions = grouped(records.filter(({ about }) => about.of === "action"), (record) => `${record.page}|${record.ask}`);
    part("actions").replaceChildren(...actions.map(actionCard));
    part("no-actions").hidden = actions.length > 0;
  };

  const showWritten = (records) => {
    part("written").replaceChildren(
      ...grouped(records, (record) => record.page).map((answers) => {
        const from = answers[0].page;
        const list = make("dl", { class: "mk-answers" });
        const title = answers[0].about.title ?? from;
        const heading = addresses[from] ? make("a", { href: addresses[from] }, title) : title;
        mkDesk.listAnswers(list, answers, ([{ about }]) => (about.of === "private" ? [make("dd", { class: "mk-answers__private" }, page.dataset.private)] : []));
        return make("section", {}, make("h3", {}, heading), ...(addresses[from] ? [] : [make("p", { class: "mk-muted" }, page.dataset.gone)]), list);
      }),
    );
    part("nothing").hidden = records.length > 0;
  };

  const show = () => {
    if (document.activeElement?.matches(".mk-done-card textarea") && document.hasFocus()) return;
    const records = mkNotes.all().filter(isAnswer);
    showProgress(records);
    showActions(records);
    showWritten(records);
  };

  /* Opening a file: what is new is added, what differs is asked, what is here stays. */
  const take = (answers) => {
    const all = answers.every((answer) => mkNotes.put(answer));
    show();
    if (all) tell("added", { number: answers.length });
    else tell("full");
  };

  const choice = ({ mine, theirs }, number) => {
    const newer = theirs.at > mine.at;
    const option = (record, value, heading, checked) => {
      const radio = make("input", { type: "radio", name: `mk-choice-${number}`, value, ...(checked ? { checked: "" } : {}) });
      return make("label", { class: "mk-choice__side" }, radio, make("span", {}, make("strong", {}, `${heading}, ${day(record.at)}`), make("span", { class: "mk-choice__text" }, record.value)));
    };
    const name = [mine.about.title, mine.about.question, mine.about.label].filter(Boolean).join(" · ");
    return make("fieldset", { class: "mk-choice" }, make("legend", {}, name),
      option(mine, "mine", page.dataset.mine, !newer), option(theirs, "theirs", page.dataset.theirs, newer));
  };

  const askWhich = (fresh, differing) => {
    const form = part("choices");
    form.querySelector("div").replaceChildren(...differing.map(choice));
    form.hidden = false;
    form.onreset = () => (form.hidden = true);
    form.onsubmit = (event) => {
      event.preventDefault();
      form.hidden = true;
      const chosen = new FormData(form);
      take([...fresh, ...differing.filter((_, number) => chosen.get(`mk-choice-${number}`) === "theirs").map(({ theirs }) => theirs)]);
    };
    form.querySelector("h3").focus();
  };

  const open = async (file) => {
    const read = mkNotes.unpack(await file.text());
    if (read.refused) return tell(read.refused, { title: read.title });
    const pairs = read.answers.map((theirs) => ({ theirs, mine: mkNotes.get(theirs) }));
    const fresh = pairs.filter(({ mine }) => !mine).map(({ theirs }) => theirs);
    const differing = pairs.filter(({ mine, theirs }) => mine && mine.value !== theirs.value);
    if (differing.length) return askWhich(fresh, differing);
    return take(fresh);
  };

  const does = {
    save: mkDesk.saveFile,
    print: () => print(),
    open: () => part("file").click(),
    forget: async () => {
      if (!(await mkDesk.askFirst("forget"))) return;
      mkNotes.forget();
      show();
      tell("forgotten");
    },
  };

  page.addEventListener("click", ({ target }) => does[target.closest("[data-mk-do]")?.dataset.mkDo]?.());
  part("file").addEventListener("change", async ({ target }) => {
    if (target.files[0]) await open(target.files[0]);
    target.value = "";
  });
  mkNotes.watch(show);
  part("blocked").hidden = mkNotes.works();
  for (const element of page.querySelectorAll("[data-mk-live]")) element.hidden = false;
  show();
})();
