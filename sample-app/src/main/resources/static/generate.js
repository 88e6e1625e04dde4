/** Sends a prompt, and hands on each piece of the answer. */
export async function ask(request, signal, show) {
  const response = await fetch("generate", {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept": "application/x-ndjson" },
    body: JSON.stringify(request),
    signal
  });
  if (!response.ok) {
    throw new Error(await problem(response));
  }
  let done = false;
  for await (const piece of pieces(response.body)) {
    if (piece.error) {
      throw new Error(piece.error);
    }
    show(piece);
    done ||= piece.done;
  }
  if (!done) {
    throw new Error("The connection broke before the answer was complete. Send the prompt again.");
  }
}

/** Ends a generation by its id: the server would notice a client that left only when the model writes again. */
export async function stop({ id, abort }) {
  try {
    // right after the start, the application may not know it yet
    for (let attempt = 0; attempt < 20; attempt++) {
      const response = await fetch(`generations/${id}`, { method: "DELETE", keepalive: true });
      if (response.status !== 404) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (abort.signal.aborted) {
        break;
      }
    }
  }
  finally {
    abort.abort();
  }
}

export async function problem(response) {
  const body = await response.json().catch(() => ({}));
  return body.detail ?? `The application answered with status ${response.status}.`;
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
