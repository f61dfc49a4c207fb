/* The box of the search. Our own worker searches, by the messages that it knows; the index is loaded when somebody begins. */
"use strict";

(() => {
  const box = document.querySelector(".mk-search");
  const toggle = document.getElementById("__search");
  if (!box || !toggle) return;
  const [input, suggested] = [box.querySelector(".md-search__input"), box.querySelector(".md-search__suggest")];
  const [meta, list] = [box.querySelector(".md-search-result__meta"), box.querySelector(".md-search-result__list")];
  const placeholder = meta.textContent;
  const spoken = box.dataset.mkWords; // the language of the box's words, where they are not translated
  if (spoken) meta.lang = spoken;
  const forward = getComputedStyle(box).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const counted = (kind, number) =>
    number === 1 ? box.dataset[`${kind}One`] : box.dataset[`${kind}Other`].replace("#", mkDigits(number));

  /* The index, and the worker that has read it. From a disk, browsers read no JSON: there it is a script. */
  const index = () =>
    location.protocol === "file:"
      ? new Promise((loaded, failed) => {
          const script = document.createElement("script");
          script.src = `${box.dataset.mkIndex}.js`;
          script.onload = () => loaded(window.__index);
          script.onerror = failed;
          document.head.append(script);
        })
      : fetch(`${box.dataset.mkIndex}.json`).then((answer) => answer.json());

  let worker = null; // a promise; where loading fails, the next question tries again
  const ready = () => {
    worker ??= index().then(
      (data) =>
        new Promise((done) => {
          const made = new Worker(new URL(box.dataset.mkScript, location));
          made.addEventListener("message", ({ data: answer }) => (answer.type === 1 ? done(made) : show(answer.data)));
          made.postMessage({ type: 0, data });
        }),
    );
    worker.catch(() => (worker = null));
    return worker;
  };

  const element = (name, kind, html = "") => {
    const made = document.createElement(name);
    made.className = kind;
    made.innerHTML = html; // the worker escapes what it takes from the index
    return made;
  };

  const hit = (one, isPart) => {
    const address = new URL(one.location, new URL(`${box.dataset.mkBase}/`, location));
    const words = Object.keys(one.terms);
    if (words.length && "mkMarks" in box.dataset) address.searchParams.set("h", words.join(" "));
    const link = element("a", "md-search-result__link");
    link.href = address;
    const article = element("article", `md-search-result__article${isPart ? " md-search-result__part" : ""}`);
    article.append(element("div", "md-search-result__title", one.title));
    if (one.text) article.append(element("p", "", one.text));
    if (one.tags && !isPart) article.append(...one.tags.map((tag) => element("span", "md-tag", tag)));
    link.append(article);
    return link;
  };

  /* A page, the part of it that fits best, and the others folded away. */
  const found = (parts) => {
    const item = element("li", "md-search-result__item");
    const page = parts.find((one) => !one.location.includes("#")) ?? parts[0];
    const others = parts.filter((one) => one !== page);
    const shown = parts[0] === page ? [] : others.splice(0, 1);
    item.append(hit(page, false), ...shown.map((one) => hit(one, true)));
    if (others.length) {
      const more = element("details", "md-search-result__more");
      const summary = element("summary", "");
      summary.textContent = counted("mkMore", others.length);
      if (spoken) summary.lang = spoken;
      more.append(summary, ...others.map((one) => hit(one, true)));
      item.append(more);
    }
    return item;
  };

  /* Enter opens what fits best: the first page that is found or, where it stands below the page, a part of it. */
  const openBest = () => [...list.querySelectorAll("li:first-child > a")].at(-1)?.click();
  let [asked, opens] = [0, false]; // questions that are not answered yet; whether Enter was pressed meanwhile
  const show = ({ items, suggest }) => {
    asked -= 1;
    const typed = input.value.trim();
    list.replaceChildren(...(typed ? items.map(found) : []));
    meta.textContent = !typed ? placeholder : items.length ? counted("mk", items.length) : box.dataset.mkNone;
    const last = input.value.split(/[\s-]+/).pop();
    if (suggested) suggested.textContent = last && suggest[0]?.startsWith(last.toLowerCase()) ? input.value + suggest[0].slice(last.length) : "";
    if (opens && !asked) openBest();
  };

  const ask = async () => {
    [asked, opens] = [asked + 1, false];
    try {
      const made = await ready();
      made.postMessage({ type: 2, data: input.value });
    } catch {
      asked -= 1;
    }
  };

  const open = (to) => toggle.checked !== to && toggle.click();

  input.addEventListener("focus", () => (open(true), ready()));
  input.addEventListener("input", ask);
  box.querySelector("form").addEventListener("reset", () => setTimeout(() => (input.focus(), ask())));
  box.querySelector("form").addEventListener("submit", (event) => (event.preventDefault(), asked ? (opens = true) : openBest()));
  toggle.addEventListener("change", () => (toggle.checked ? input.focus() : input.blur()));
  list.addEventListener("click", ({ target }) => target.closest("a") && open(false));
  /* Whoever goes on by Tab is not left behind the results, which cover the page. */
  box.addEventListener("focusout", ({ relatedTarget: next }) => next && !box.contains(next) && open(false));

  /* Arrow keys lead through what is found, as Tab does; at the end of the input, the one forward takes the word that is suggested. */
  const move = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const steps = [input, ...box.querySelectorAll(".md-search-result__link, summary")].filter((one) => one === input || one.getClientRects().length);
    const next = step && steps[steps.indexOf(document.activeElement) + step];
    if (next) next.focus();
    if (step) event.preventDefault();
  };
  document.addEventListener("keydown", (event) => {
    if (!toggle.checked || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") open(false);
    else if (event.key === forward && document.activeElement === input && input.selectionStart === input.value.length && suggested?.textContent) {
      input.value = suggested.textContent;
      ask();
    } else move(event);
  });

  /* An address may bring a question (?q=), and after a search the words that were found (?h=), which are marked. */
  const given = new URLSearchParams(location.search);
  if (given.get("q")) {
    input.value = given.get("q");
    input.focus();
    ask();
  }
  const mark = (text, words) => {
    const parts = text.data.split(words);
    if (parts.length < 2) return;
    const nodes = parts.map((part, number) => (number % 2 ? Object.assign(document.createElement("mark"), { textContent: part }) : part));
    text.replaceWith(...nodes);
  };
  const wanted = (given.get("h") ?? "").split(/\s+/).filter(Boolean);
  const article = document.querySelector("article");
  if (wanted.length && article) {
    const any = wanted.map((one) => one.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&")).join("|");
    const words = new RegExp(`(?<![\\p{L}\\p{N}])(${any})`, "giu");
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("script, style, textarea, option, svg")) texts.push(walker.currentNode);
    for (const text of texts) mark(text, words);
  }
})();
