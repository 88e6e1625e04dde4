import { create, element } from "./dom.js";

const KEY = "prompts";
const MAX = 20;
const NAMES = { block: "block", values: "structured", code: "fill in" };

// of this tab: prompts can be confidential, and the session storage ends with the tab
let prompts = load();

/** Keeps what was sent; images are too large for it. */
export function remember(entry) {
  prompts = [entry, ...prompts.filter((other) => JSON.stringify(other) !== JSON.stringify(entry))].slice(0, MAX);
  save();
}

export function showHistory(choose) {
  onChoice = choose;
  element("clear-history").addEventListener("click", () => {
    prompts = [];
    save();
    element("prompt").focus();
  });
  draw();
}

let onChoice = () => {};

function draw() {
  element("prompts").replaceChildren(...prompts.map((entry) => {
    const prompt = create("span", entry.prompt.trim().replace(/\s+/g, " ").slice(0, 200) || "blank");
    prompt.dir = "auto";
    const button = create("button", null, prompt, create("small", [entry.model, NAMES[entry.use]].filter(Boolean).join(" · ")));
    button.type = "button";
    button.addEventListener("click", () => onChoice(entry));
    return create("li", null, button);
  }));
  element("history-note").hidden = prompts.length > 0;
  element("clear-history").hidden = prompts.length === 0;
}

function save() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(prompts));
  }
  catch {
    // no storage, or no space in it: the list lasts until the page is reloaded
  }
  draw();
}

function load() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  }
  catch {
    return [];
  }
}
