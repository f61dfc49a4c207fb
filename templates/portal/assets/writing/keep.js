/* Keeps what a reader writes, in this browser alone: one entry for each field, so that two tabs never overwrite each
   other's, under the programme's name, so that two programmes of one host never mix. Knows nothing of pages. */
"use strict";

const mkNotes = (() => {
  const FORMAT = "mentoring notes";
  const VERSION = 1;
  const LONGEST = 100000;
  const programme = document.querySelector("[data-mk-programme]")?.dataset.mkProgramme ?? "";
  const prefix = `mentoring|${programme}|`;
  const here = new Map();
  let storage = null;

  /* A browser may refuse storage only when it is written to. Then this page remembers, and says that it does not keep. */
  try {
    storage = window.localStorage;
    storage.setItem(`${prefix}trial`, "");
    storage.removeItem(`${prefix}trial`);
  } catch {
    storage = null;
  }

  const nameOf = ({ page, ask, part }) => `${prefix}${page}|${ask}|${part}`;

  const read = (name, text) => {
    const [page, ask, part] = name.slice(prefix.length).split("|");
    if (part === undefined) return null;
    try {
      const { value, at, about } = JSON.parse(text);
      return typeof value === "string" ? { page, ask, part, value, at: at ?? 0, about: about ?? {} } : null;
    } catch {
      return null;
    }
  };

  const get = (field) => {
    const name = nameOf(field);
    const text = here.get(name) ?? storage?.getItem(name);
    return text ? read(name, text) : null;
  };

  /* Whether it is kept now. What cannot be kept stays on this page, until it is left. */
  const put = ({ page, ask, part, value, about, at = Date.now() }) => {
    const name = nameOf({ page, ask, part });
    const text = value ? JSON.stringify({ value, about, at }) : "";
    try {
      if (text) storage.setItem(name, text);
      else storage.removeItem(name);
      here.delete(name);
      return true;
    } catch {
      here.set(name, text);
      return false;
    }
  };

  const names = () => {
    const kept = storage ? Array.from({ length: storage.length }, (_, number) => storage.key(number)) : [];
    return [...new Set([...kept, ...here.keys()])].filter((name) => name.startsWith(prefix));
  };

  const all = () =>
    names()
      .map((name) => read(name, here.get(name) ?? storage.getItem(name)))
      .filter(Boolean)
      .sort((one, other) => one.page.localeCompare(other.page) || one.about.order - other.about.order || one.at - other.at);

  /* Everything of this programme, or everything of one page. */
  const forget = (page) => {
    const mine = names().filter((name) => page === undefined || name.startsWith(`${prefix}${page}|`));
    for (const name of mine) {
      here.delete(name);
      storage?.removeItem(name);
    }
  };

  const setting = (name, value) => {
    try {
      if (value !== undefined) storage.setItem(`${prefix}${name}`, value);
      return storage.getItem(`${prefix}${name}`) ?? "";
    } catch {
      return value ?? "";
    }
  };

  const pack = (title) =>
    JSON.stringify({ format: FORMAT, version: VERSION, programme, title, saved: new Date().toISOString(), answers: all() }, null, 2);

  const isName = (text) => typeof text === "string" && text.length < 1000 && !text.includes("|");
  const isAnswer = (one) =>
    [one?.page, one?.ask, one?.part].every(isName) &&
    typeof one.value === "string" && one.value !== "" && one.value.length <= LONGEST &&
    Number.isFinite(one.at) && typeof one.about === "object" && one.about !== null &&
    Object.values(one.about).every((said) => ["string", "number"].includes(typeof said));

  /* The answers of a file, or in one word why it is refused. */
  const unpack = (text) => {
    let file;
    try {
      file = JSON.parse(text);
    } catch {
      return { refused: "broken" };
    }
    if (file?.format !== FORMAT || !Array.isArray(file.answers)) return { refused: "broken" };
    if (file.programme !== programme) return { refused: "foreign", title: String(file.title ?? "") };
    if (!(file.version <= VERSION)) return { refused: "newer" };
    if (!file.answers.every(isAnswer)) return { refused: "broken" };
    return { answers: file.answers };
  };

  /* What another tab has changed: the field, or nothing where everything may have. */
  const watch = (changed) => {
    addEventListener("storage", ({ key }) => {
      if (key === null) changed(null);
      else if (key.startsWith(prefix)) changed(key.slice(prefix.length).split("|"));
    });
    addEventListener("pageshow", ({ persisted }) => persisted && changed(null));
  };

  return { LONGEST, works: () => storage !== null, get, put, all, forget, setting, pack, unpack, watch };
})();
