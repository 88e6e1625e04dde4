const JSON_LINES = "application/x-ndjson";

/** Sends an object, and hands on each object of the answer: the lines of a stream, or a single one. */
export async function send(path, body, signal, show, accept = JSON_LINES) {
  const response = await call(path, {
    method: "POST",
    headers: { "Content-Type": "application/json", "Accept": accept },
    body: JSON.stringify(body),
    signal
  });
  if (!response.headers.get("Content-Type")?.startsWith(JSON_LINES)) {
    show(await response.json());
    return;
  }
  for await (const line of lines(response.body)) {
    if (line.error) {
      throw new Error(line.error);
    }
    show(line);
  }
}

/** Returns the object of a path, or null if there is none now. */
export async function get(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  }
  catch {
    return null;
  }
}

/** Ends a stream by its id: the server would notice a client that left only when the stream goes on. */
export async function stop(path, { id, abort }) {
  try {
    // right after the start, the application may not know it yet
    for (let attempt = 0; attempt < 20; attempt++) {
      const response = await fetch(`${path}/${id}`, { method: "DELETE", keepalive: true });
      if (response.status !== 404) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
      if (abort.signal.aborted) {
        break;
      }
    }
  }
  catch {
    // an application that does not answer has no stream either
  }
  finally {
    abort.abort();
  }
}

async function call(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  }
  catch (error) {
    throw options.signal?.aborted ? error
      : new Error("The sample application does not answer. Check that it is running, and try again.");
  }
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Error(problem.detail ?? `The application answered with status ${response.status}.`);
  }
  return response;
}

/** Yields the object of each line, however the network cuts the bytes. */
async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await read(reader);
    if (done) {
      return;
    }
    const complete = (rest + value).split("\n");
    rest = complete.pop();
    for (const line of complete) {
      if (line.trim()) {
        yield JSON.parse(line);
      }
    }
  }
}

async function read(reader) {
  try {
    return await reader.read();
  }
  catch (error) {
    throw error.name === "AbortError" ? error
      : new Error("The connection to the application broke before the answer was complete. Try again.");
  }
}
