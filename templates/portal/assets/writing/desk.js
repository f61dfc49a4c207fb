/* What was written, shown again: lists of answers, the file to take along, the question before anything is forgotten. */
"use strict";

const mkDesk = (() => {
  const make = (tag, attributes = {}, ...inside) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
    element.append(...inside);
    return element;
  };

  /* A sentence of ours, in the language that its words are in: `mkWords` of an element, where that is not the page's. */
  const say = (element, sentence, { mkWords }) => {
    element.textContent = sentence;
    if (mkWords) element.lang = mkWords;
  };

  const fillIn = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => (typeof values[name] === "number" ? mkDigits(values[name]) : values[name]));
  const day = (at) => mkDigits(new Date(at).toLocaleDateString(`${document.documentElement.lang}-u-nu-latn`, { dateStyle: "long" }));

  /* What the address names, if it names anything. */
  const target = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  /* Answers, but not the marks that stand beside them. */
  const isAnswer = (record) => !record.part.startsWith("+");

  const grouped = (records, name) => {
    const groups = new Map();
    for (const record of records) groups.set(name(record), [...(groups.get(name(record)) ?? []), record]);
    return [...groups.values()];
  };

  const isTick = ({ value }) => value === "✓";
  /* An answer in the words in which it was shown, where it is kept in those of another language. */
  const saidOf = (one) => one.about.said ?? one.value;
  const asLine = (one) => (isTick(one) ? `✓ ${one.about.label}` : one.about.label ? `${one.about.label}: ${saidOf(one)}` : saidOf(one));
  const spoken = (one) =>
    one.about.label && !isTick(one) ? [make("span", { class: "mk-answers__label", lang: one.about.lang }, one.about.label), saidOf(one)] : [asLine(one)];

  /* Questions and answers as the pairs of a list; `more` adds to a question what can be done with it. */
  const listAnswers = (list, records, more = () => []) => {
    list.replaceChildren(
      ...grouped(records, (record) => record.ask).map((answers) => {
        const question = make("dt", { lang: answers[0].about.lang }, answers[0].about.question ?? "");
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

  /* How much would be lost, in the question before it is. */
  const tellLoss = (dialog) => {
    const line = dialog.querySelector("[data-mk-lost]");
    if (!line) return;
    const answers = mkNotes.all().filter(isAnswer);
    line.textContent = fillIn(line.dataset.mkLost, { answers: answers.length, pages: new Set(answers.map(({ page }) => page)).size });
    dialog.querySelector("[data-mk-saved]").textContent = "";
  };

  const saveFirst = (dialog) => {
    saveFile();
    const status = dialog.querySelector("[data-mk-saved]");
    status.textContent = status.dataset.mkSaved;
  };

  /* Ask in a dialog. Resolves to whether the answer was yes. */
  const askFirst = (name) =>
    new Promise((answer) => {
      const dialog = document.querySelector(`[data-mk-dialog=${name}]`);
      const choose = ({ target }) => {
        const button = target.closest("button");
        if (button?.value === "save") saveFirst(dialog);
        else if (button) dialog.close(button.value);
      };
      const closed = () => {
        dialog.removeEventListener("click", choose);
        answer(dialog.returnValue === "yes");
      };
      dialog.returnValue = "";
      tellLoss(dialog);
      dialog.addEventListener("click", choose);
      dialog.addEventListener("close", closed, { once: true });
      dialog.showModal();
    });

  return { make, say, fillIn, target, day, isAnswer, grouped, listAnswers, asText, saveFile, askFirst };
})();
