const element = (id) => document.getElementById(id);

let running = null;

element("form").addEventListener("submit", (event) => {
  event.preventDefault();
  if (!running && element("prompt").value.trim()) {
    send(element("prompt").value);
  }
});

element("stop").addEventListener("click", () => running?.abort());

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    element("form").requestSubmit();
  }
  else if (event.key === "Escape") {
    running?.abort();
  }
});

async function send(prompt) {
  running = new AbortController();
  begin();
  try {
    const response = await fetch("generate", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Accept": "application/x-ndjson" },
      body: JSON.stringify({ prompt }),
      signal: running.signal
    });
    if (!response.ok) {
      throw new Error(await problem(response));
    }
    await show(response.body);
  }
  catch (error) {
    if (running.signal.aborted) {
      element("end").textContent = "Stopped.";
    }
    else {
      element("error").textContent = error.message;
      element("error").hidden = false;
    }
  }
  finally {
    running = null;
    end();
  }
}

async function problem(response) {
  const body = await response.json().catch(() => ({}));
  return body.detail ?? `The application answered with status ${response.status}.`;
}

async function show(body) {
  let done = false;
  for await (const piece of pieces(body)) {
    if (piece.error) {
      throw new Error(piece.error);
    }
    append(piece);
    done ||= piece.done;
  }
  if (!done) {
    throw new Error("The connection broke before the answer was complete.");
  }
}

/** Yields the object of each line, however the network cuts the bytes. */
async function* pieces(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      if (line.trim()) {
        yield JSON.parse(line);
      }
    }
  }
}

function append(piece) {
  if (piece.thinking) {
    element("thinking").hidden = false;
    element("thinking-text").append(piece.thinking);
  }
  if (piece.response) {
    element("answer").append(piece.response);
  }
  if (piece.done) {
    element("end").textContent = summary(piece);
  }
}

function summary({ metrics = {}, doneReason }) {
  const parts = [];
  if (metrics.evalCount != null) {
    parts.push(`${metrics.evalCount} tokens`);
  }
  if (metrics.tokensPerSecond != null) {
    parts.push(`${metrics.tokensPerSecond.toFixed(1)} tokens/s`);
  }
  if (doneReason && doneReason !== "stop") {
    parts.push(`ended by: ${doneReason}`);
  }
  return parts.join(" · ");
}

function begin() {
  element("error").hidden = true;
  element("thinking").hidden = true;
  for (const id of ["thinking-text", "answer", "end"]) {
    element(id).textContent = "";
  }
  element("result").hidden = false;
  element("result").setAttribute("aria-busy", "true");
  element("send").disabled = true;
  element("stop").disabled = false;
}

function end() {
  element("result").setAttribute("aria-busy", "false");
  element("result").hidden = !element("result").innerText.trim();
  element("send").disabled = false;
  element("stop").disabled = true;
}

fetch("status")
  .then((response) => response.json())
  .then((status) => {
    element("model").textContent = status.model;
    element("mock").hidden = !status.mock;
  })
  .catch(() => {
    // the page works without; a prompt will tell what is wrong
  });
