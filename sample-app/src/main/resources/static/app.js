import { Answer, fail } from "./answer.js";
import { asCurl, asJava } from "./code.js";
import { copyButton } from "./copy.js";
import { element, newId } from "./dom.js";
import { imageName, images, removeImage, request, restore, showImage, showUse, state, use } from "./form.js";
import { remember, showHistory } from "./history.js";
import { send, stop } from "./http.js";
import { refresh, watch } from "./live.js";
import { choose, followUse, readModels } from "./models.js";
import { cancelPull, offerPull, pull } from "./pull.js";
import { USES } from "./uses.js";

let status = null;
let running = null;
let shownUse = null;
let shownCode = null;

element("form").addEventListener("submit", async (event) => {
  event.preventDefault();
  if (running) {
    return;
  }
  const { path, accept } = USES[use()];
  const generation = { id: newId(), abort: new AbortController(), stopped: false, streams: !accept };
  running = generation;
  remember(state());
  const answer = new Answer(use(), request());
  showRunning(true);
  try {
    const body = { ...accept ? {} : { id: generation.id }, ...request(), images: await images() };
    await send(path, body, generation.abort.signal, (piece) => {
      generation.complete ||= piece.done;
      answer.add(piece);
    }, accept);
    if (path === "generate" && !generation.complete && !generation.stopped) {
      throw new Error("The connection broke before the answer was complete. Send the prompt again.");
    }
  }
  catch (error) {
    if (!generation.stopped) {
      fail(error);
    }
  }
  finally {
    running = null;
    answer.end(generation.stopped ? accept ? "Stopped waiting. A blocking call ends when the model has answered." : "Stopped." : "");
    showRunning(false);
    refresh();
  }
});

/** Swaps the two buttons, without losing the focus. */
function showRunning(runs) {
  const [shown, hidden] = runs ? ["stop", "send"] : ["send", "stop"];
  const focused = document.activeElement === element(hidden);
  element(shown).hidden = false;
  if (focused) {
    element(shown).focus();
  }
  element(hidden).hidden = true;
  if (runs && element("result").getBoundingClientRect().top > innerHeight - 100) {
    element("stop").scrollIntoView({ block: "start" });
  }
}

function stopRunning() {
  if (running && !running.stopped) {
    running.stopped = true;
    if (running.streams) {
      stop("generations", running);
    }
    else {
      running.abort.abort();
    }
  }
}

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

// who leaves the page does not wait for the answer or the model any more
addEventListener("pagehide", () => {
  stopRunning();
  cancelPull();
});

function useChanged() {
  showUse(shownUse);
  shownUse = use();
  followUse();
  formChanged();
}

document.querySelectorAll("input[name=use]").forEach((radio) => radio.addEventListener("change", useChanged));

element("model").addEventListener("change", () => {
  choose(element("model").value);
  offerPull();
});

element("image").addEventListener("change", showImage);
element("remove-image").addEventListener("click", () => {
  removeImage();
  element("image").focus();
});

element("pull-start").addEventListener("click", () => pull(async (model) => {
  await showModels();
  choose(model);
}));
element("pull-cancel").addEventListener("click", cancelPull);

const CODES = {
  "show-java": { language: "Java", code: () => asJava(use(), request(), imageName()) },
  "show-curl": { language: "Shell", code: () => asCurl(use(), request(), imageName(), status ?? { server: "http://localhost:11434" }) }
};

for (const id of Object.keys(CODES)) {
  element(id).addEventListener("click", () => {
    shownCode = shownCode === id ? null : id;
    formChanged();
  });
}
element("code-language").after(copyButton("Copy the code of the request", () => element("code-text").textContent));

function formChanged() {
  for (const id of Object.keys(CODES)) {
    element(id).setAttribute("aria-expanded", String(id === shownCode));
  }
  element("code").hidden = shownCode === null;
  if (shownCode !== null) {
    element("code-language").textContent = CODES[shownCode].language;
    element("code-text").textContent = CODES[shownCode].code();
  }
}

element("form").addEventListener("input", formChanged);
element("form").addEventListener("change", formChanged);

async function showModels() {
  status = await readModels();
  element("mock").hidden = !status?.mock;
  if (status?.dashboardUrl) {
    element("dashboard").href = status.dashboardUrl;
  }
  offerPull();
  formChanged();
}

showHistory((entry) => {
  restore(entry);
  shownUse = entry.use;
  showUse(entry.use);
  choose(entry.model);
  formChanged();
  element("prompt").focus();
});
useChanged();
showModels();
watch(showModels, () => status?.mock);
