/* The worker of the search, in place of the theme's: it takes the theme's messages and answers in its form. */
"use strict";

(() => {
  const LONGEST = 240; // letters of a text that are shown
  let index = null;

  const shown = (text) => text.replace(/[&<>"]/g, (one) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[one]);

  const marked = (text, words) => {
    let [made, end] = ["", 0];
    for (const { word, at, to } of index.read.places(text)) {
      if (!words.has(word)) continue;
      made += `${shown(text.slice(end, at))}<mark>${shown(text.slice(at, to))}</mark>`;
      end = to;
    }
    return made + shown(text.slice(end));
  };

  /* The part of a text around the first place where most of these words stand. */
  const excerpt = (text, words) => {
    const places = index.read.places(text).filter((one) => words.has(one.word));
    if (!places.length) places.push({ word: "", at: 0, to: 0 }); // it is listed for what was typed: it begins as it begins
    const within = (from) => new Set(places.filter((one) => one.at >= from && one.to < from + LONGEST).map((one) => one.word)).size;
    const best = places.reduce((chosen, one) => (within(one.at) > within(chosen.at) ? one : chosen));
    const from = best.at < 60 ? 0 : text.indexOf(" ", best.at - 60) + 1;
    const cut = text.lastIndexOf(" ", from + LONGEST);
    const to = text.length <= from + LONGEST || cut <= best.to ? text.length : cut;
    const part = text.slice(from, Math.min(to, from + 2 * LONGEST));
    return `${from ? "… " : ""}${marked(part, words)}${from + part.length < text.length ? " …" : ""}`;
  };

  const item = ({ section, words }, score) => {
    const terms = Object.fromEntries([...words].map((word) => [word, true]));
    return { ...section.doc, title: marked(section.title, words), text: score ? excerpt(section.said, words) : "", score, terms };
  };

  const found = (query) => {
    const items = index.search(query).map(({ page, sections, score }) => {
      const parts = [...sections.values()].sort((a, b) => b.score - a.score);
      if (!parts.some((one) => one.section.isPage)) {
        const own = page.sections.find((one) => one.isPage) ?? page.sections[0];
        parts.push({ section: own, score: 0, words: new Set() });
      }
      return parts.map((one) => item(one, (score * one.score) / (parts[0].score || 1))); // Enter opens what has the most
    });
    return { items, suggest: completed(query) };
  };

  /* The last word, as the titles of the portal go on with it. */
  const completed = (query) => {
    const last = query.toLowerCase().split(/[\s-]+/).pop();
    const goes = (word) => word.startsWith(last) && word !== last;
    return last.length > 1 ? index.sections.flatMap((one) => one.heads).filter(goes).slice(0, 1) : [];
  };

  const answer = ({ type, data }) => {
    if (type === 0) {
      index = new self.MkRanking(data);
      return { type: 1 };
    }
    return { type: 3, data: found(data) };
  };

  self.addEventListener("message", ({ data }) => self.postMessage(answer(data)));
})();
