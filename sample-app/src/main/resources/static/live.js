import { element, setText, tell } from "./dom.js";

const PERIOD = 2000;
const SLOT = 5000;
const SLOTS = 60;

const ACTIVE = "ollama.client.generate.operation.active";
const TOKENS = "ollama.client.generate.eval.tokens";
const TIME = "ollama.client.generate.eval.duration";

const known = new Set();
const slots = new Map();
let last = null;
let up = null;
let onReturn = () => {};
let isMock = () => false;

/** Shows the actuator's health and meters, for as long as the page is looked at. */
export function watch(serverIsBack, mock) {
  onReturn = serverIsBack;
  isMock = mock;
  repeat();
}

async function repeat() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(repeat, PERIOD);
}

export async function refresh() {
  await Promise.allSettled([showHealth(), showMeters()]);
}

async function showHealth() {
  const health = await fetch("actuator/health").then((response) => response.json()).catch(() => null);
  const { status, details = {} } = health?.components?.ollama ?? {};
  const wasDown = up === false;
  up = status === "UP";
  element("dot").className = `dot ${!up ? "down" : isMock() ? "mock" : "up"}`;
  setText("health", up ? isMock() ? "Mock server" : "Up" : status ? `Down${details.error ? `: ${details.error}` : ""}`
    : "The application does not answer");
  setText("version", details.version ?? "–");
  setText("loaded", details.loaded?.join(", ") || "none");
  if (up && wasDown) {
    await onReturn();
  }
}

async function showMeters() {
  const [active, tokens, time] = await Promise.all([
    meter(ACTIVE, "ACTIVE_TASKS"), meter(TOKENS, "TOTAL"), meter(TIME, "TOTAL_TIME")]);
  setText("in-flight", active);
  setText("in-flight-unit", active === 1 ? "request" : "requests");
  // of the answers that ended in between
  if (last && tokens > last.tokens && time > last.time) {
    slots.set(Math.floor(Date.now() / SLOT), (tokens - last.tokens) / (time - last.time));
  }
  last = { tokens, time };
  draw();
}

/** A meter is there from its first measurement on; until then it is zero. */
async function meter(name, statistic) {
  if (!known.has(name)) {
    const { names } = await get("actuator/metrics");
    names.forEach((each) => known.add(each));
  }
  if (!known.has(name)) {
    return 0;
  }
  const { measurements } = await get(`actuator/metrics/${name}`);
  return measurements.find((measurement) => measurement.statistic === statistic)?.value ?? 0;
}

async function get(path) {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`Status ${response.status}`);
  }
  return response.json();
}

function draw() {
  const now = Math.floor(Date.now() / SLOT);
  [...slots.keys()].filter((slot) => slot <= now - SLOTS).forEach((slot) => slots.delete(slot));
  const highest = Math.max(...slots.values(), 1);
  element("chart").replaceChildren(...[...slots].map(([slot, speed]) => bar(SLOTS - 1 - (now - slot), speed / highest)));
  if (slots.size > 0) {
    const latest = [...slots.values()].pop().toFixed(1);
    setText("speed", latest);
    tell("scale", `up to ${highest.toFixed(1)}`);
    element("chart").setAttribute("aria-label", `Speed of answers, last five minutes, latest ${latest} tokens/s`);
  }
}

function bar(position, share) {
  const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const height = Math.max(share * 20, 1);
  Object.entries({ x: position + 0.1, y: 20 - height, width: 0.8, height })
    .forEach(([name, value]) => rect.setAttribute(name, value));
  return rect;
}
