/* A page that takes writing: keeps its fields, and shows how far one is, what to bring along and what has changed. */
"use strict";

(() => {
  const page = document.getElementById("mk-content");
  const desk = document.getElementById("mk-writing");
  const blocks = [...document.querySelectorAll("[data-mk-write]")];
  if (!desk || !blocks.length) return;
  const { fillIn, target } = mkDesk;
  const here = page.dataset.mkPage;
  const { fields, own, ofWhat, aboutOf } = mkFields(page, blocks, desk.dataset);
  const isKey = page.dataset.mkKind === "keys";
  const part = (name) => desk.querySelector(name);
  const keep = page.querySelector(".mk-keep");
  const sheet = part(".mk-sheet");
  const answered = (block) => own(block).some((field) => !field.part.startsWith("+") && field.read());
  const shown = (block) => !block.closest("[data-mk-for][hidden], .mk-theirs");

  const isCounted = (kind) => !["private", "after"].includes(kind);
  const isOfRole = ({ role }) => !role || !mkNotes.setting("role") || role === mkNotes.setting("role");

  /* Answers to questions that are not asked any more, each in the words that it was asked in. */
  const earlier = () => {
    const known = new Set(fields.map((field) => `${field.block.id}|${field.part}`));
    return mkNotes.all().filter((record) => record.page === here && mkDesk.isAnswer(record) && !known.has(`${record.ask}|${record.part}`));
  };

  const guide = isKey ? mkGuided(page, desk, { shown, has: answered }) : () => {};

  /* Whoever answered a question that was reworded since has done as much as before: only they take an answer back. */
  const showProgress = () => {
    const asked = blocks.filter((block) => own(block).length && shown(block) && isCounted(ofWhat(block)));
    const now = new Set(asked.filter(answered).map((block) => block.id));
    const before = earlier().filter(({ about }) => isCounted(about.of) && (!isKey || isOfRole(about)));
    const [done, all] = [Math.min(new Set([...now, ...before.map(({ ask }) => ask)]).size, asked.length), asked.length];
    const line = keep.querySelector(".mk-keep__progress");
    const bar = line.querySelector("progress");
    [bar.max, bar.value] = [Math.max(all, 1), done];
    mkDesk.say(line.firstElementChild, fillIn(desk.dataset.answered, { done, all }), desk.dataset);
    line.hidden = all === 0;
  };

  /* What is taken along: what stands under "Bring to the session", the action, and what is marked. Never what is private. */
  const brought = () => {
    const marked = new Set(fields.filter((field) => field.part === "+bring" && field.read()).map((field) => field.block));
    const asks = new Set(blocks.filter((block) => shown(block) && (["bring", "action"].includes(ofWhat(block)) || marked.has(block))).map((block) => block.id));
    return mkNotes.all().filter((record) => record.page === here && asks.has(record.ask) && record.about.of !== "private" && mkDesk.isAnswer(record));
  };

  const showSheet = () => {
    sheet.hidden = !isKey;
    if (!isKey) return;
    const records = brought();
    sheet.classList.toggle("mk-sheet--empty", !records.length);
    if (!records.length) return;
    sheet.querySelector(".mk-sheet__title").textContent = `${page.dataset.mkTitle} · ${page.dataset.mkProgrammeTitle} · ${mkDesk.day(Date.now())}`;
    mkDesk.listAnswers(sheet.querySelector("dl"), records);
  };

  const showEarlier = () => {
    const left = earlier();
    part(".mk-earlier").hidden = !left.length;
    mkDesk.listAnswers(part(".mk-earlier dl"), left);
  };

  const showAll = () => {
    for (const block of blocks) block.classList.toggle("mk-has", answered(block));
    showProgress();
    showSheet();
    showEarlier();
    guide();
  };

  const load = () => {
    for (const field of fields) {
      const typing = document.hasFocus() && document.activeElement === field.control;
      if (!typing) field.show(mkNotes.get({ page: here, ask: field.block.id, part: field.part })?.value ?? "");
    }
    showAll();
  };

  let timer = 0;
  const say = (kept) => {
    const [saved, failed] = [part(".mk-said"), part(".mk-said--failed")];
    const said = kept ? saved : failed;
    failed.hidden = kept || !mkNotes.works();
    saved.hidden = !kept;
    said.textContent ||= said.dataset.saved ?? said.dataset.failed;
    saved.classList.add("mk-said--on");
    clearTimeout(timer);
    timer = setTimeout(() => saved.classList.remove("mk-said--on"), 2000);
  };

  const changed = (field) => {
    const value = field.read();
    say(mkNotes.put({ page: here, ask: field.block.id, part: field.part, value: value.trim() ? value : "", about: aboutOf(field, value) }));
    showAll();
  };

  const chooseRole = () => {
    const group = keep.querySelector(".mk-keep__role");
    if (!group) return;  // among peers there is one role
    const parts = [...page.querySelectorAll("[data-mk-for]")];
    const links = [...document.querySelectorAll(".md-nav--secondary a[href^='#']")];
    group.hidden = new Set(parts.map((one) => one.dataset.mkFor)).size < 2;
    if (group.hidden) return;
    const show = (role) => {
      for (const one of parts) one.hidden = Boolean(role) && one.dataset.mkFor !== role;
      for (const one of page.querySelectorAll("[data-mk-whose]")) one.classList.toggle("mk-theirs", Boolean(role) && !["both", role].includes(one.dataset.mkWhose));
      page.classList.toggle("mk-page--own", Boolean(role));
      for (const link of links) link.parentElement.hidden = Boolean(document.getElementById(decodeURIComponent(link.hash.slice(1)))?.closest("[data-mk-for][hidden]"));
    };
    group.addEventListener("change", ({ target }) => {
      show(mkNotes.setting("role", target.value));
      document.dispatchEvent(new CustomEvent("mk-role", { detail: target.value }));
      showAll();
    });
    const asked = target()?.closest("[data-mk-for]");
    const radios = [...group.querySelectorAll("input")];
    const kept = radios.find(({ value }) => value === mkNotes.setting("role"))?.value ?? "";
    const role = asked && asked.dataset.mkFor !== kept ? "" : kept;
    radios.find(({ value }) => value === role).checked = true;
    show(role);
  };

  const copySheet = async (button) => {
    const text = [sheet.querySelector(".mk-sheet__title").textContent, mkDesk.asText(brought())].join("\n\n");
    const label = button.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      getSelection().selectAllChildren(sheet.querySelector("dl"));
      return;
    }
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = label), 2500);
  };

  const printSheet = () => {
    document.body.dataset.mkPrint = "sheet";
    addEventListener("afterprint", () => delete document.body.dataset.mkPrint, { once: true });
    print();
  };

  const ask = async (name, page) => {
    if (!(await mkDesk.askFirst(name))) return;
    mkNotes.forget(page);
    load();
  };

  const does = {
    print: () => print(),
    "print-sheet": printSheet,
    "copy-sheet": copySheet,
    clear: () => ask("clear", here),
    forget: () => ask("forget"),
  };

  document.body.classList.add("mk-writes");
  desk.hidden = false;
  keep.querySelector(".mk-keep__promise").hidden = !mkNotes.works();
  keep.querySelector(".mk-keep__warning").hidden = mkNotes.works();
  page.addEventListener("input", ({ target }) => {
    const field = fields.find(({ control }) => control === target) ?? fields.find(({ control }) => target.type === "radio" && control.contains(target));
    if (field) changed(field);
  });
  page.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-mk-do]");
    if (button) does[button.dataset.mkDo]?.(button);
  });
  mkNotes.watch(load);
  document.addEventListener("visibilitychange", () => document.hidden || load());
  chooseRole();
  load();
  target()?.scrollIntoView();
})();
