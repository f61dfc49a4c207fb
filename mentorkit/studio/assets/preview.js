// The preview beside a page, and on its own page: begun when somebody opens it, and looked after while it is open.

const LOOK = 1500; // milliseconds between two looks while it is not shown, ten times as long once it is
const KEPT = "mentorkit:preview";
const pane = document.querySelector("[data-pane]");
const opener = document.querySelector("[data-pane-open]");
const page = document.querySelector("[data-preview-page]");
let timer = 0;

const isOpen = () => {
  try {
    return localStorage.getItem(KEPT) === "open";
  } catch {
    return !pane.hidden;
  }
};

function remember(state) {
  try {
    localStorage.setItem(KEPT, state);
  } catch {
    // it is open on this page alone
  }
}

async function begin() {
  await fetch(pane.dataset.pane, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams({ do: "begin" }),
  });
}

function show(told) {
  const state = pane.querySelector("[data-pane-state]");
  const wrong = pane.querySelector("[data-pane-wrong]");
  let frame = pane.querySelector("iframe");
  wrong.hidden = told.state !== "stopped";
  if (told.state === "stopped") {
    const list = document.createElement("ul");
    list.append(...told.wrong.map((one) => Object.assign(document.createElement("li"), { textContent: one })));
    wrong.replaceChildren(Object.assign(document.createElement("p"), { textContent: pane.dataset.saidStopped }), list);
  }
  const words = { starting: pane.dataset.saidStarting, shown: told.books ? pane.dataset.saidBooks : pane.dataset.saidMaking };
  if (state.textContent !== (words[told.state] ?? "")) state.textContent = words[told.state] ?? "";
  if (told.state === "shown" && !frame) {
    frame = Object.assign(document.createElement("iframe"), { src: told.address, title: pane.dataset.saidFrame });
    pane.append(frame);
  } else if (told.state !== "shown") frame?.remove();
}

async function look() {
  clearTimeout(timer);
  if (pane.hidden) return;
  let told = { state: "off" };
  try {
    told = await (await fetch(`${pane.dataset.pane}?beside=${encodeURIComponent(pane.dataset.beside)}`)).json();
    if (told.state === "off") await begin();
    show(told);
  } catch {
    // the studio has ended, or answers next time
  }
  timer = setTimeout(look, told.state === "shown" && told.books ? 10 * LOOK : LOOK);
}

function toggle(open) {
  pane.hidden = !open;
  document.body.classList.toggle("with-pane", open);
  opener?.setAttribute("aria-expanded", String(open));
  if (open) look();
  else pane.querySelector("iframe")?.remove();
}

if (pane && opener && !page) {
  opener.hidden = false;
  opener.addEventListener("click", () => {
    remember(pane.hidden ? "open" : "closed");
    toggle(pane.hidden);
  });
  pane.querySelector("[data-pane-close]").addEventListener("click", () => {
    remember("closed");
    toggle(false);
    opener.focus();
  });
  const wide = matchMedia("(min-width: 80rem)"); // elsewhere it would cover the page that somebody works on
  if (isOpen() && wide.matches) toggle(true);
}

async function wait() {
  try {
    const told = await (await fetch(`${document.body.dataset.program}/-/preview`)).json();
    if (told.state !== page.dataset.state) location.reload();
  } catch {
    // as above
  }
}

if (page) setInterval(wait, LOOK);
