import { create, element } from "./dom.js";
import { get } from "./http.js";
import { duration, whole } from "./units.js";

const NAMES = ["First chunk", "Thinking", "Answer", "Tokens/s", "Context", "Prompt tokens", "Tokens", "Load", "Total"];

/** The figures of one answer, while it streams and after its end. */
export class Figures {

  #started = performance.now();
  #first = null;
  #last = null;
  #thinking = { count: 0, from: null, to: null };
  #answer = { count: 0, from: null, to: null };
  #end = null;
  #model;
  #numCtx;
  #unit;

  constructor({ model, options = {} }, unit) {
    this.#model = model;
    this.#numCtx = Number(options.num_ctx) || null;
    this.#unit = unit;
    element("facts").replaceChildren(...NAMES.map(row));
  }

  add(piece) {
    this.#last = performance.now();
    if (this.#first === null) {
      this.#first = this.#last;
      this.#askForContextSize();
    }
    if (piece.thinking) {
      count(this.#thinking, this.#last);
    }
    if (piece.response || !("done" in piece)) {
      count(this.#answer, this.#last);
    }
    if (piece.done) {
      this.#end = piece;
    }
  }

  // by now the model is loaded
  async #askForContextSize() {
    if (this.#numCtx === null) {
      const { loaded } = await get("actuator/ollama") ?? {};
      this.#numCtx = loaded?.find(({ name }) => name === this.#model)?.contextLength ?? null;
      this.show();
    }
  }

  /** Until the last line, a piece counts as a token: the server's counts come with its end. */
  show() {
    if (this.#first === null) {
      return;
    }
    const { metrics } = this.#end ?? {};
    if (this.#unit) {
      fact("First chunk", duration(this.#first - this.#started));
      part("Thinking", this.#thinking, this.#unit);
      part("Answer", this.#answer, this.#unit);
    }
    fact("Tokens/s", (metrics ? metrics.tokensPerSecond : this.#rate())?.toFixed(1));
    fact("Prompt tokens", metrics?.promptEvalCount);
    fact("Tokens", metrics?.evalCount);
    this.#showContext(metrics);
    fact("Load", metrics?.loadMillis == null ? null : duration(metrics.loadMillis));
    fact("Total", metrics?.totalMillis == null ? null : duration(metrics.totalMillis));
    element("facts").hidden = false;
  }

  #rate() {
    const pieces = this.#thinking.count + this.#answer.count;
    return this.#unit === "piece" && pieces > 1 && this.#last > this.#first ? (pieces - 1) * 1000 / (this.#last - this.#first) : undefined;
  }

  // the length of the prompt is not known before the end, hence the plus sign
  #showContext(metrics) {
    if (this.#numCtx === null || this.#unit === "value") {
      return;
    }
    const written = metrics?.evalCount ?? this.#thinking.count + this.#answer.count;
    const used = (metrics?.promptEvalCount ?? 0) + written;
    const value = fact("Context", `${whole(used)}${metrics ? "" : "+"} of ${whole(this.#numCtx)}`);
    const meter = value.querySelector("meter") ?? value.appendChild(create("meter"));
    meter.setAttribute("aria-label", "Context used");
    meter.max = this.#numCtx;
    meter.high = this.#numCtx * 0.9;
    meter.value = used;
  }

}

function count(part, now) {
  part.count++;
  part.from ??= now;
  part.to = now;
}

function part(name, { count, from, to }, unit) {
  if (count > 0) {
    fact(name, duration(to - from)).lastElementChild.textContent = `${whole(count)} ${unit}${count === 1 ? "" : "s"}`;
  }
}

const id = (name) => `fact-${name.toLowerCase().replace(/\W+/g, "-")}`;

function row(name) {
  const value = create("dd", null, create("span"), create("small"));
  value.id = id(name);
  const created = create("div", null, create("dt", name), value);
  created.hidden = true;
  return created;
}

function fact(name, text) {
  const value = element(id(name));
  if (text != null) {
    value.firstElementChild.textContent = text;
    value.parentElement.hidden = false;
  }
  return value;
}
