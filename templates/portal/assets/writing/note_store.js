/* Keeps what a reader writes, in this browser alone: one entry for each field, so that two tabs never overwrite each
   other's, under the programme's name and the address of its portal, so that two portals of one host never mix. Knows
   nothing of pages. */
"use strict";

const mkNotes = (() => {
  const FORMAT = "mentoring notes";
  const VERSION = 1;
  const LONGEST = 100000;
  const LARGEST = 5000000;
  const LATEST = 8.64e15;
  const { mkProgramme: programme = "", mkRoot: root = "." } = document.querySelector("[data-mk-programme]")?.dataset ?? {};
  /* Pages that are opened as files keep their notes wherever their folder is moved to. Nothing tells two workspaces apart that
     have a programme of one name at one address: what could is copied with a folder or lost with it, and would take away
     people's notes when a workspace is begun anew. */
  const address = location.protocol === "file:" ? "" : new URL(`${root}/`, location.href).pathname.replaceAll("|", "%7C");
  const prefix = `mentoring|${programme}@${address}|`;
  const before = `mentoring|${programme}|`;
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

  /* What was kept before the address was part of the name is taken over once. It stays, because which of several portals it
     was written on cannot be known; "Forget everything" deletes it too. */
  const allNames = () => Array.from({ length: storage?.length ?? 0 }, (_, number) => storage.key(number));
  const earlier = () => allNames().filter((name) => name.startsWith(before));
  const takeOver = () => {
    const mark = `${prefix}taken-over`;
    const found = earlier();
    if (!found.length || storage.getItem(mark) !== null) return;
    try {
      for (const name of found) {
        const mine = prefix + name.slice(before.length);
        if (storage.getItem(mine) === null) storage.setItem(mine, storage.getItem(name));
      }
      storage.setItem(mark, "");
    } catch {
      /* No room: what was taken over so far stays, and the next page goes on. */
    }
  };
  takeOver();

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
    return [...new Set([...allNames(), ...here.keys()])].filter((name) => name.startsWith(prefix));
  };

  const all = () =>
    names()
      .map((name) => read(name, here.get(name) ?? storage.getItem(name)))
      .filter(Boolean)
      .sort((one, other) => one.page.localeCompare(other.page) || one.about.order - other.about.order || one.at - other.at);

  /* Everything of this programme, or everything of one page. */
  const forget = (page) => {
    const mine = names().filter((name) => page === undefined || name.startsWith(`${prefix}${page}|`));
    for (const name of [...mine, ...earlier().filter((name) => page === undefined || name.startsWith(`${before}${page}|`))]) {
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

  const isName = (text) => typeof text === "string" && text !== "" && text.length < 1000 && !text.includes("|");
  const isFact = (said) => Number.isFinite(said) || (typeof said === "string" && said.length <= LONGEST);
  const isMoment = (at) => Number.isFinite(at) && at >= 0 && at <= LATEST;
  const isAnswer = (one) =>
    [one?.page, one?.ask, one?.part].every(isName) &&
    typeof one.value === "string" && one.value !== "" && one.value.length <= LONGEST &&
    isMoment(one.at) && typeof one.about === "object" && one.about !== null && !Array.isArray(one.about) &&
    Object.values(one.about).every(isFact);

  /* The answers of a file, or in one word why it is refused. Nothing of it is shown before all of it was looked at. */
  const unpack = async (given) => {
    let file;
    if (given.size > LARGEST) return { refused: "large" };
    try {
      file = JSON.parse(await given.text());
    } catch {
      return { refused: "broken" };
    }
    if (file?.format !== FORMAT || !Array.isArray(file.answers)) return { refused: "broken" };
    if (file.programme !== programme) return { refused: "foreign", title: String(file.title ?? "").slice(0, 100) };
    if (!Number.isInteger(file.version) || file.version < 1) return { refused: "broken" };
    if (file.version > VERSION) return { refused: "newer" };
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
