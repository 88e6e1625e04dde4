import { codeBlock, copyButton } from "./copy.js";
import { create, element } from "./dom.js";
import { Figures } from "./figures.js";
import { Markdown } from "./markdown.js";
import { whole } from "./units.js";
import { USES } from "./uses.js";

const INTERVAL = 50;

/** Rendering a long answer takes this part of the time at most, so that it does not block the page. */
const SHARE = 1 / 8;

/** Shows one answer while it arrives. */
export class Answer {

  #figures;
  #view;
  #thinking = "";
  #shownThinking = element("thinking-text").appendChild(document.createTextNode(""));
  #text = "";
  #values = [];
  #waiting = false;
  #notBefore = 0;

  constructor(use, request) {
    element("answer").replaceChildren();
    element("thinking-text").replaceChildren(this.#shownThinking);
    element("end").textContent = "";
    for (const id of ["error", "thinking", "empty", "facts"]) {
      element(id).hidden = true;
    }
    element("result").hidden = false;
    element("answer").setAttribute("aria-busy", "true");
    this.#figures = new Figures(request, USES[use].unit);
    this.#view = view(use, request);
    shown = this;
  }

  get text() {
    return this.#values.length ? JSON.stringify(this.#values, null, 2) : this.#text;
  }

  add(piece) {
    this.#figures.add(piece);
    this.#thinking += piece.thinking ?? "";
    this.#text += piece.response ?? "";
    if (!("done" in piece)) {
      this.#values.push(piece);
    }
    if (piece.done && piece.doneReason && piece.doneReason !== "stop") {
      element("end").textContent = piece.doneReason === "length"
        ? "Truncated: num_predict or the context size was reached." : `Ended by: ${piece.doneReason}.`;
    }
    this.#renderSoon();
  }

  /** Renders once for all pieces that arrive in the meantime. */
  #renderSoon() {
    if (!this.#waiting) {
      this.#waiting = true;
      setTimeout(() => requestAnimationFrame(() => this.#waiting && this.#render()), this.#notBefore - performance.now());
    }
  }

  #render() {
    const started = performance.now();
    this.#waiting = false;
    this.#shownThinking.data = this.#thinking;
    element("thinking").hidden = !this.#thinking;
    this.#view(this.#text, this.#values);
    this.#figures.show();
    const ended = performance.now();
    this.#notBefore = ended + Math.max(INTERVAL, (ended - started) / SHARE);
  }

  end(note) {
    this.#waiting = false;
    this.#render();
    element("answer").setAttribute("aria-busy", "false");
    if (note) {
      element("end").textContent = note;
    }
    element("result").hidden = !element("error").hidden && !this.#text && !this.#thinking && !this.#values.length;
  }

}

let shown = null;

element("result-title").after(copyButton("Copy the answer", () => shown?.text ?? ""));

export function fail(error) {
  element("error").textContent = error.message;
  element("error").hidden = false;
}

function view(use, request) {
  const container = element("answer");
  if (use === "values") {
    return (text, values) => addRows(container, values);
  }
  if (use === "code" || request.format) {
    const [before, after, language] = use === "code" ? [request.prompt, request.suffix, "Code"] : ["", "", "json"];
    return (text) => text && container.replaceChildren(codeBlock(before + text + after, language));
  }
  const markdown = new Markdown(container);
  return (text) => markdown.render(text);
}

function addRows(container, values) {
  if (values.length === 0) {
    return;
  }
  if (!container.firstChild) {
    const head = create("tr", null, ...Object.keys(values[0]).map((name) => create("th", name)));
    const frame = create("div", null, create("table", null, create("thead", null, head), create("tbody")));
    frame.className = "scroll";
    frame.tabIndex = 0;
    container.append(frame);
  }
  const body = container.querySelector("tbody");
  values.slice(body.rows.length).forEach((value) =>
    body.append(create("tr", null, ...Object.values(value).map((each) => create("td", cell(each))))));
}

const cell = (value) => typeof value === "number" ? whole(value) : [value].flat().join(", ");
