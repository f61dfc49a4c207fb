/* Answers that were given in another language of the portal, with their questions in that of this page: where a question is
   asked is read from its own page in this language. Where pages are opened as files none can be read, and questions stay as they were asked. */
"use strict";

const mkInLanguage = (() => {
  const looked = new Set();
  const language = document.documentElement.lang;

  const contentOf = async (address) => {
    const answer = await fetch(address);
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("mk-content") : null;
  };

  /* Ask the questions of one page anew. Returns whether anything is told in other words now. */
  const retellPage = async (records, address) => {
    const page = await contentOf(address);
    const desk = page?.querySelector("#mk-writing");
    if (!desk) return false;
    const { fields, aboutOf } = mkFields(page, [...page.querySelectorAll("[data-mk-write]")], desk.dataset);
    let changed = false;
    for (const record of records) {
      const field = fields.find(({ block, part }) => block.id === record.ask && part === record.part);
      if (!field || field.about.lang === record.about.lang) continue;
      mkNotes.put({ ...record, about: aboutOf(field, record.value) });
      changed = true;
    }
    return changed;
  };

  /* Each page is read once. */
  return async (records, addresses) => {
    const told = records.filter(({ page, about }) => about.lang !== language && addresses[page] && !looked.has(page));
    const pages = [...new Set(told.map(({ page }) => page))];
    pages.forEach((page) => looked.add(page));
    try {
      return (await Promise.all(pages.map((page) => retellPage(told.filter((one) => one.page === page), addresses[page])))).some(Boolean);
    } catch {
      return false;
    }
  };
})();
