const element = (id) => document.getElementById(id);

let started = 0;
let firstChunk = null;

export function begin() {
  started = performance.now();
  firstChunk = null;
  for (const id of ["thinking-text", "answer", "end", "facts"]) {
    element(id).textContent = "";
  }
  for (const id of ["error", "thinking", "empty", "facts", "send"]) {
    element(id).hidden = true;
  }
  element("stop").hidden = false;
  element("result").hidden = false;
  element("result").setAttribute("aria-busy", "true");
}

export function show(piece) {
  firstChunk ??= performance.now() - started;
  if (piece.thinking) {
    element("thinking").hidden = false;
    element("thinking-text").append(piece.thinking);
  }
  if (piece.response) {
    element("answer").append(piece.response);
  }
  if (piece.done) {
    showFacts(piece);
  }
}

export function end(stopped) {
  element("result").setAttribute("aria-busy", "false");
  element("send").hidden = false;
  element("stop").hidden = true;
  if (stopped) {
    element("end").textContent = "Stopped.";
  }
  element("result").hidden = !element("error").hidden && !hasText();
}

export function fail(error) {
  element("error").textContent = error.message;
  element("error").hidden = false;
}

function hasText() {
  return element("answer").textContent !== "" || element("thinking-text").textContent !== "";
}

function showFacts({ metrics = {}, doneReason }) {
  fact("Tokens", metrics.evalCount);
  fact("Tokens/s", metrics.tokensPerSecond?.toFixed(1));
  fact("First chunk", duration(firstChunk));
  fact("Load", metrics.loadMillis == null ? null : duration(metrics.loadMillis));
  if (doneReason && doneReason !== "stop") {
    element("end").textContent = doneReason === "length" ? "Truncated: num_predict or the context size was reached."
      : `Ended by: ${doneReason}.`;
  }
  element("facts").hidden = false;
}

function fact(name, value) {
  if (value != null) {
    const group = document.createElement("div");
    const term = document.createElement("dt");
    const description = document.createElement("dd");
    term.textContent = name;
    description.textContent = value;
    group.append(term, description);
    element("facts").append(group);
  }
}

function duration(millis) {
  return millis < 1000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`;
}
