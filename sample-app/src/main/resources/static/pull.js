import { element, newId, setText, tell } from "./dom.js";
import { send, stop } from "./http.js";
import { missing } from "./models.js";
import { bytes, duration } from "./units.js";

const WINDOW = 5000;
// lines that the network delivers together say little about the rate
const SHORTEST = 250;

let running = null;
let failed = null;

/** Offers to pull the model that is missing. */
export function offerPull() {
  const model = running?.model ?? missing();
  element("pull").hidden = !model;
  if (model && !running) {
    const resumed = failed === model;
    setText("pull-text", resumed ? `${model} is not complete. Ollama keeps what it has, and continues from there.`
      : `${model} is not installed.`);
    setText("pull-start", `${resumed ? "Resume" : "Pull"} ${model}`);
    element("pull-start").dataset.model = model;
    if (!resumed) {
      tell("pull-error", "");
    }
  }
  show(running !== null);
}

function show(pulling) {
  for (const id of ["pull-bar", "pull-figures", "pull-cancel"]) {
    element(id).hidden = !pulling;
  }
  element("pull-start").hidden = pulling;
}

export async function pull(installed) {
  const { model } = element("pull-start").dataset;
  const progress = new Progress();
  running = { id: newId(), abort: new AbortController(), model, stopped: false };
  setText("pull-text", `Ollama pulls ${model}.`);
  setText("pull-end", "");
  tell("pull-error", "");
  progress.show("starting");
  show(true);
  element("pull-cancel").focus();
  try {
    await send("pulls", { id: running.id, model }, running.abort.signal, (line) => progress.add(line));
    if (!progress.succeeded && !running.stopped) {
      throw new Error("The pull ended before the model was complete. Try again.");
    }
  }
  catch (error) {
    if (!running.stopped) {
      tell("pull-error", error.message);
    }
  }
  const { succeeded } = progress;
  failed = succeeded ? null : model;
  running = null;
  if (succeeded) {
    await installed(model);
    setText("pull-end", `${model} is installed.`);
    element("prompt").focus();
  }
  offerPull();
  if (!succeeded) {
    element("pull-start").focus();
  }
}

export function cancelPull() {
  if (running && !running.stopped) {
    running.stopped = true;
    stop("pulls", running);
  }
}

/** Adds up the parts of a model, which the server pulls one after the other. */
class Progress {

  succeeded = false;
  #parts = new Map();
  #samples = [];

  add({ status, digest, total, completed }) {
    this.succeeded ||= status === "success";
    if (digest && total) {
      this.#parts.set(digest, { total, completed: completed ?? 0 });
    }
    this.show(status);
  }

  show(status) {
    const parts = [...this.#parts.values()];
    const total = sum(parts, "total");
    const completed = sum(parts, "completed");
    if (total === 0 || completed === total) {
      element("pull-bar").removeAttribute("value");
      setText("pull-figures", `${total ? `${bytes(total)} · ` : ""}${status}`);
      return;
    }
    element("pull-bar").value = completed / total;
    const rate = this.#rate(completed);
    setText("pull-figures", [`${bytes(completed)} of ${bytes(total)}`, rate && `${bytes(rate)}/s`,
      rate && `${duration(Math.max((total - completed) / rate, 1) * 1000)} left`].filter(Boolean).join(" · "));
  }

  /** Bytes per second of the last seconds: what was there before the pull does not count. */
  #rate(completed) {
    const now = performance.now();
    this.#samples.push({ now, completed });
    this.#samples = this.#samples.filter((sample) => sample.now > now - WINDOW);
    const [first] = this.#samples;
    return (completed - first.completed) * 1000 / Math.max(now - first.now, SHORTEST);
  }

}

const sum = (parts, name) => parts.reduce((all, part) => all + part[name], 0);
