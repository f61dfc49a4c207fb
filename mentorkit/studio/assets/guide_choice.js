// Lists of guides to choose from become shorter while somebody types what they look for. What is chosen stays in sight.

const LEAST = 8; // guides, from which on a list can be searched

function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

for (const box of document.querySelectorAll("[data-guides]")) {
  const find = box.querySelector("[data-find]");
  const input = find.querySelector("input");
  const lines = [...box.querySelectorAll(".guide-option")];
  if (lines.length < LEAST) continue;
  find.hidden = false;
  input.addEventListener("input", (event) => {
    event.stopPropagation(); // nothing of the form was changed
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const line of lines) {
      const text = plain(line.textContent);
      const wanted = words.every((word) => text.includes(word));
      line.hidden = !wanted && !line.querySelector("input").checked;
      found += wanted;
    }
    box.querySelector("[data-found]").textContent = found ? "" : input.dataset.saidNone;
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it would save the whole page
  });
}
