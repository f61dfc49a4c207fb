/* The page "My notes": progress, actions and everything written; saving, opening and forgetting. */
"use strict";

(() => {
  const page = document.querySelector("[data-mk-notes]");
  const { make, say, fillIn, day, isAnswer, grouped } = mkDesk;
  const part = (name) => page.querySelector(`[data-mk-${name}]`);
  const addresses = Object.assign(Object.create(null), JSON.parse(page.dataset.mkNotes));
  const saying = part("saying");
  const tell = (name, values = {}) => {
    saying.textContent = fillIn(saying.dataset[name], values);
    saying.hidden = false;
  };

  /* Keys that were begun stand first, with how far they are; of the others there is nothing to tell yet. */
  const sortKeys = () => {
    const list = page.querySelector(".mk-progress");
    const items = [...(list?.children ?? [])].sort((one, other) => Number(one.dataset.order) - Number(other.dataset.order));
    for (const item of items) item.classList.toggle("mk-progress__begun", item.querySelector("progress").value > 0);
    list?.append(...items.filter((item) => item.matches(".mk-progress__begun")), ...items.filter((item) => !item.matches(".mk-progress__begun")));
  };

  const showProgress = (records) => {
    const role = ["mentee", "mentor"].find((one) => one === mkNotes.setting("role")) ?? "all";
    for (const item of page.querySelectorAll("[data-mk-key]")) {
      const own = records.filter(({ page: from, about }) => from === item.dataset.mkKey && about.of !== "after" && about.of !== "private");
      const mine = own.filter(({ about }) => role === "all" || !about.role || about.role === role);
      const [done, all] = [new Set(mine.map((record) => record.ask)).size, Number(item.dataset[role])];
      const bar = item.querySelector("progress");
      [bar.max, bar.value] = [Math.max(all, 1), Math.min(done, all)];
      say(item.querySelector("[data-mk-count]"), fillIn(page.dataset.answered, { done: Math.min(done, all), all }), page.dataset);
    }
    sortKeys();
  };

  /* One card for each action, which is a row of its table: the parts of a second row end in "--2". What came of it is kept
     beside the action, and can be written here. */
  const rowOf = ({ part }) => part.match(/--\d+$/)?.[0] ?? "";
  const actionCard = (answers) => {
    const [{ page: from, ask, about }] = answers;
    const came = `+outcome${rowOf(answers[0])}`;
    const said = (name) => answers.find((one) => one.part.split("--")[0] === name);
    const facts = ["when", "who"].map(said).filter(Boolean);
    const outcome = make("textarea", { rows: 1, maxlength: mkNotes.LONGEST });
    const mirror = make("div", { class: "mk-field__text" });
    const show = () => (mirror.textContent = `${outcome.value} `);
    outcome.value = mkNotes.get({ page: from, ask, part: came })?.value ?? "";
    outcome.addEventListener("input", () => {
      show();
      const kept = mkNotes.put({ page: from, ask, part: came, value: outcome.value, about: { ...about, label: page.dataset.outcome } });
      if (!kept) tell("full");
    });
    show();
    const origin = make(addresses[from] ? "a" : "span", { href: addresses[from] && `${addresses[from]}#${ask}`, lang: about.lang }, about.title ?? from);
    return make("li", { class: "mk-done-card" },
      make("p", { class: "mk-done-card__what" }, said("what")?.value ?? "–"),
      make("p", { class: "mk-muted" }, origin, ...facts.flatMap((one) => [" · ", `${one.about.label}: ${one.value}`])),
      make("label", {}, make("span", { class: "mk-label", lang: page.dataset.mkWords }, page.dataset.outcome), make("span", { class: "mk-field" }, outcome, mirror)));
  };

  const showActions = (records) => {
    const actions = grouped(records.filter(({ about }) => about.of === "action"), (record) => `${record.page}|${record.ask}|${rowOf(record)}`);
    part("actions").replaceChildren(...actions.map(actionCard));
    part("no-actions").hidden = actions.length > 0;
  };

  /* Pages stand in the order of the navigation, which is that of life; those that are gone come last. */
  const order = Object.keys(addresses);
  const placeOf = ([{ page: from }]) => (from in addresses ? order.indexOf(from) : order.length);

  const showWritten = (records) => {
    const written = grouped(records, (record) => record.page).sort((one, other) => placeOf(one) - placeOf(other));
    part("written").replaceChildren(
      ...written.map((answers) => {
        const from = answers[0].page;
        const list = make("dl", { class: "mk-answers" });
        const title = answers[0].about.title ?? from;
        const heading = addresses[from] ? make("a", { href: addresses[from] }, title) : title;
        mkDesk.listAnswers(list, answers, ([{ about }]) => (about.of === "private" ? [make("dd", { class: "mk-answers__private", lang: page.dataset.mkWords }, page.dataset.private)] : []));
        return make("section", {}, make("h3", { lang: answers[0].about.lang }, heading), ...(addresses[from] ? [] : [make("p", { class: "mk-muted", lang: page.dataset.mkWords }, page.dataset.gone)]), list);
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
    if (typeof mkInLanguage !== "undefined") mkInLanguage(records, addresses).then((changed) => changed && show());
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
      return make("label", { class: "mk-choice__side" }, radio, make("span", {}, make("strong", {}, make("span", { lang: page.dataset.mkWords }, heading), `, ${day(record.at)}`), make("span", { class: "mk-choice__text" }, record.value)));
    };
    const name = [mine.about.title, mine.about.question, mine.about.label].filter(Boolean).join(" · ");
    return make("fieldset", { class: "mk-choice" }, make("legend", {}, name),
      option(mine, "mine", page.dataset.mine, !newer), option(theirs, "theirs", page.dataset.theirs, newer));
  };

  const askWhich = (fresh, differing) => {
    const form = part("choices");
    form.querySelector("div").replaceChildren(...differing.map(choice));
    form.hidden = false;
    form.onsubmit = (event) => {
      event.preventDefault();
      form.hidden = true;
      const chosen = new FormData(form);
      take([...fresh, ...differing.filter((_, number) => chosen.get(`mk-choice-${number}`) === "theirs").map(({ theirs }) => theirs)]);
    };
    form.querySelector("h2").focus();
  };

  const open = async (file) => {
    const read = await mkNotes.unpack(file);
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
      part("choices").reset();
      show();
      tell("forgotten");
    },
  };

  page.addEventListener("click", ({ target }) => does[target.closest("[data-mk-do]")?.dataset.mkDo]?.());
  part("file").addEventListener("change", async ({ target }) => {
    if (target.files[0]) await open(target.files[0]);
    target.value = "";
  });
  part("choices").addEventListener("reset", ({ target }) => (target.hidden = true));
  mkNotes.watch(show);
  part("blocked").hidden = mkNotes.works();
  for (const element of page.querySelectorAll("[data-mk-live]")) element.hidden = false;
  show();
})();
