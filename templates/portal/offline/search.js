/* Search in a portal that is opened from a disk: there browsers start no worker, so its script runs in a frame. */
"use strict";

(() => {
  if (location.protocol !== "file:") return;

  const load = (page, address) =>
    new Promise((loaded, failed) => {
      const script = page.createElement("script");
      script.src = address;
      script.onload = loaded;
      script.onerror = failed;
      page.body.append(script);
    });

  window.Worker = class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inside = frame.contentWindow;
      this.inside.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.ready = load(this.inside.document, address);
    }

    async postMessage(data) {
      await this.ready;
      this.inside.dispatchEvent(new MessageEvent("message", { data }));
    }
  };
})();
