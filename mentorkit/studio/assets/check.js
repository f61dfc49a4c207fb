// The list of what is missing shrinks while somebody works elsewhere: it is fetched again once it is another one, and never while
// the focus is in it, which would be lost.

const LOOK = 2500; // milliseconds between two looks
const list = document.querySelector("[data-missing-list]");
const program = document.body.dataset.program;

async function look() {
  setTimeout(look, LOOK);
  if (document.hidden || list.contains(document.activeElement)) return;
  try {
    const told = await (await fetch(`${program}/-/missing`)).json();
    if (!told.ready || told.edition === list.dataset.edition) return;
    const page = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
    const fresh = page.querySelector("[data-missing-list]");
    const status = list.querySelector("[data-counted]");
    const said = fresh.querySelector("[data-counted]");
    status.textContent = said.textContent; // the same element, so that it is read out
    status.className = said.className;
    said.replaceWith(status);
    list.replaceChildren(...fresh.childNodes);
    list.dataset.edition = fresh.dataset.edition;
  } catch {
    // the studio has ended, or answers next time
  }
}

if (list) look();
