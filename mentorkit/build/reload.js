// On every page of a preview: loads the page anew when the site has changed, and says what keeps it as it is.
// The state is asked for again and again, not held open: a browser opens few connections to one server, and each
// open page would keep one.
(() => {
  const edition = document.currentScript.dataset.edition;
  const every = 400; // milliseconds
  const ended = "The preview has ended, or does not answer. This page shows what was written until then.";
  let timer = 0;
  let failures = 0;

  const look = new CSSStyleSheet();
  look.replaceSync(`
    #mk-preview { position: fixed; inset: auto 0 0 0; z-index: 99; max-height: 40vh; overflow: auto; margin: 0;
      padding: 12px 16px; background: #7a1020; color: #fff; font: 14px/1.5 monospace; white-space: pre-wrap; }
    @media print { #mk-preview { display: none; } }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, look];

  const say = (text) => {
    let banner = document.getElementById("mk-preview");
    if (!text) {
      banner?.remove();
      return;
    }
    if (!banner) {
      banner = document.createElement("div");
      banner.id = "mk-preview";
      banner.setAttribute("role", "alert");
      document.body.append(banner);
    }
    if (banner.textContent !== text) banner.textContent = text;
  };

  const ask = async () => {
    clearTimeout(timer);
    try {
      const answer = await fetch("/.preview/state", { cache: "no-store" });
      const state = await answer.json();
      failures = 0;
      if (state.edition !== edition) {
        location.reload(); // browsers keep the place on the page
        return;
      }
      const stale = "This page is older than your files, because of:\n\n";
      say(state.problems.length ? stale + state.problems.join("\n") : "");
    } catch {
      failures += 1;
      if (failures > 2) say(ended);
    }
    timer = setTimeout(ask, every);
  };

  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
})();
