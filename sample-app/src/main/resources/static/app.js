import { ask, stop } from "./generate.js";
import { request, showImage, showModels } from "./form.js";
import { begin, end, fail, show } from "./answer.js";
import { watch } from "./live.js";

const element = (id) => document.getElementById(id);

let running = null;

element("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (running || !element("prompt").value.trim()) {
    return;
  }
  const generation = { id: newId(), abort: new AbortController(), stopped: false };
  running = generation;
  begin();
  try {
    await ask({ id: generation.id, ...await request() }, generation.abort.signal, show);
  }
  catch (error) {
    if (!generation.stopped) {
      fail(error);
    }
  }
  finally {
    running = null;
    end(generation.stopped);
  }
});

element("stop").addEventListener("click", stopRunning);

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    element("form").requestSubmit();
  }
  else if (event.key === "Escape") {
    stopRunning();
  }
});

// who leaves the page does not wait for the answer any more
addEventListener("pagehide", stopRunning);

function stopRunning() {
  if (running && !running.stopped) {
    running.stopped = true;
    stop(running);
  }
}

function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

element("image").addEventListener("change", showImage);
showModels();
watch();
