/* A questionnaire answered on its page: its words for the role of whoever answers, and the file of answers, which is one row of
   the table that answers are collected in. Nothing is sent. */
"use strict";

(() => {
  const form = document.querySelector("[data-mk-questionnaire]");
  if (!form) return;
  const blocks = [...form.querySelectorAll("[data-mk-write]")];
  const roleBlock = blocks.find((block) => block.id === "role");
  const chosen = (block) => [...block.querySelectorAll("li input:is([type=radio], [type=checkbox]):checked")];
  const written = (block) => block.querySelector("textarea")?.value.trim() ?? "";

  const role = () => (roleBlock ? chosen(roleBlock)[0]?.closest("li").dataset.mkRole : form.dataset.mkRole) ?? "";

  const putWords = () => {
    for (const said of form.querySelectorAll("[data-mk-said]")) said.hidden = Boolean(role()) && said.dataset.mkSaid !== role();
    form.classList.toggle("mk-one-role", Boolean(role()));
  };

  /* The answer as it stands in the table: options joined by semicolons. */
  const answer = (block) => {
    const picked = chosen(block).map((box) => ("mkOther" in box.closest("li").dataset && written(block)) || box.value);
    if (picked.length) return picked.join("; ");
    if (block.querySelector(".mk-none input")?.checked) return block.dataset.mkNone;
    return block.dataset.mkWrite === "options" ? "" : written(block);
  };

  /* A text that no spreadsheet takes for a formula, in quotes. */
  const cell = (text) => {
    const formula = /^[=+@-]/.test(text.normalize("NFKC").trimStart()) && !/^-?[\d.,]+$/.test(text);
    return `"${(formula ? `'${text}` : text).replaceAll('"', '""')}"`;
  };

  const save = () => {
    const row = [...(roleBlock ? [] : [form.dataset.mkRoleName]), ...blocks.map(answer)];
    const table = [JSON.parse(form.dataset.mkHeadings), row].map((cells) => `${cells.map(cell).join(",")}\r\n`).join("");
    const address = URL.createObjectURL(new Blob(["\ufeff", table], { type: "text/csv" }));
    const [one] = crypto.getRandomValues(new Uint32Array(1));
    mkDesk.make("a", { href: address, download: `questionnaire-${form.dataset.mkQuestionnaire}-${one.toString(36)}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
    const status = form.querySelector("[data-mk-saving]");
    const done = blocks.filter(answer).length;
    status.textContent = mkDesk.fillIn(status.dataset.mkSaving, { done, all: blocks.length });
  };

  form.querySelector("[data-mk-finish]").hidden = false;
  form.querySelector("[data-mk-save]").addEventListener("click", save);
  form.addEventListener("change", putWords);
  document.getElementById("mk-content").addEventListener("click", ({ target }) => target.closest("[data-mk-do], .mk-link") && setTimeout(putWords));
  mkNotes.watch(() => setTimeout(putWords));
  putWords();
})();
