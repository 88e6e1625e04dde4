import { create, element, setText, tell } from "./dom.js";
import { use } from "./form.js";
import { get } from "./http.js";
import { bytes } from "./units.js";

const CAPABILITIES = ["thinking", "vision", "insert"];

let status = null;
let models = [];
let known = false;
let chosen = null;

/** Reads the installed models, and offers them and the one of the configuration. */
export async function readModels() {
  let installed;
  [status, installed] = await Promise.all([get("status"), get("models")]);
  known = installed !== null;
  models = installed ?? [];
  if (status && !find(status.model)) {
    models = [{ name: status.model, missing: known }, ...models];
  }
  element("model").replaceChildren(...models.map(option));
  select(chosen ?? preferred());
  followUse();
  return status;
}

/** The configured model, unless it is missing and another one can answer. */
function preferred() {
  const configured = find(status?.model);
  return configured && !configured.missing ? configured.name
    : (models.find((model) => !model.missing && supports(model, "completion")) ?? models[0])?.name;
}

function find(name) {
  return models.find((model) => model.name === name) ?? models.find((model) => model.name === `${name}:latest`);
}

// a server that does not tell what a model supports gets to refuse the request
const supports = (model, capability) => !model?.capabilities || model.capabilities.includes(capability);

const firstWith = (capability) => models.find((model) => !model.missing && model.capabilities?.includes(capability));

function option(model) {
  const created = create("option");
  created.value = model.name;
  return created;
}

function facts(model) {
  if (model.missing) {
    return "not installed";
  }
  return [model.size && bytes(model.size), ...CAPABILITIES.filter((name) => model.capabilities?.includes(name))]
    .filter(Boolean).join(" · ");
}

function select(name) {
  const model = find(name);
  if (model) {
    element("model").value = model.name;
  }
}

/** Selects a model, and keeps the choice when the list is read again. */
export function choose(name) {
  chosen = find(name)?.name ?? chosen;
  select(chosen);
  followUse();
}

/** The missing model that can be pulled: the selected one, or that of the configuration. */
export function missing() {
  const selected = find(element("model").value);
  const configured = find(status?.model);
  return [selected, configured].find((model) => model?.missing)?.name ?? null;
}

/** Takes a model that can do what was chosen, and goes back to the previous one afterwards. */
export function followUse() {
  const selected = find(element("model").value);
  const needed = use() === "code" ? "insert" : "completion";
  if (!supports(selected, needed)) {
    select((firstWith(needed) ?? selected)?.name);
  }
  else if (use() !== "code") {
    select(chosen ?? preferred());
  }
  showLimits();
}

/** Disables what the model cannot handle, and says why. */
function showLimits() {
  const model = find(element("model").value);
  const name = model?.name;
  const code = use() === "code";
  setText("model-facts", model ? facts(model) : "");
  limit("think", supports(model, "thinking"), `${name} does not support thinking.`);
  limit("image", supports(model, "vision"), `${name} does not support images.${suggest("vision", "gemma3")}`);
  for (const each of element("model").options) {
    const candidate = find(each.value);
    // those of the selected model are below the list, so that its name is not cut off
    each.text = each.selected ? candidate.name : [candidate.name, facts(candidate)].filter(Boolean).join(" · ");
    each.disabled = !supports(candidate, code ? "insert" : "completion");
  }
  const canInsert = !known || models.some((each) => !each.missing && supports(each, "insert"));
  document.querySelector("input[value=code]").disabled = !canInsert && !code;
  tell("code-reason", canInsert ? ""
    : "Fill in the middle: no installed model supports insert. Install one, such as qwen2.5-coder:1.5b.");
}

function suggest(capability, example) {
  const other = firstWith(capability)?.name;
  return other ? ` ${other} does.` : ` Install a model that does, such as ${example}.`;
}

function limit(id, supported, reason) {
  element(id).disabled = !supported;
  tell(`${id}-reason`, supported ? "" : reason);
}
