const MAX_IMAGE = 10 * 1024 * 1024;

const element = (id) => document.getElementById(id);

/** Reads the form. Empty fields are not sent, so the defaults of the model apply. */
export async function request() {
  const options = {};
  for (const input of document.querySelectorAll(".options input")) {
    if (input.value) {
      options[input.name] = Number(input.value);
    }
  }
  const file = element("image").files[0];
  return {
    prompt: element("prompt").value,
    model: element("model").value || undefined,
    system: element("system").value || undefined,
    think: element("think").value || undefined,
    format: schema(),
    images: file && [await base64(file)],
    options
  };
}

function schema() {
  const text = element("schema").value.trim();
  try {
    return text ? JSON.parse(text) : undefined;
  }
  catch (error) {
    throw new Error(`The JSON schema is not valid JSON: ${error.message}`);
  }
}

async function base64(file) {
  if (file.size > MAX_IMAGE) {
    throw new Error("The image is larger than 10 MB: choose a smaller one.");
  }
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error("The image cannot be read: choose it again."));
    reader.readAsDataURL(file);
  });
  return url.slice(url.indexOf(",") + 1);
}

export function showImage() {
  const file = element("image").files[0];
  const preview = element("preview");
  URL.revokeObjectURL(preview.src);
  preview.hidden = !file;
  if (file) {
    preview.src = URL.createObjectURL(file);
  }
  else {
    preview.removeAttribute("src");
  }
}

/** Offers the installed models, and that of the configuration also if it is not installed. */
export async function showModels() {
  const [status, installed] = await Promise.all([get("status"), get("models")]);
  element("mock").hidden = !status?.mock;
  const models = installed ?? [];
  if (status && !models.includes(status.model) && !models.includes(`${status.model}:latest`)) {
    add(status.model, installed ? `${status.model} – not installed` : status.model);
  }
  models.forEach((model) => add(model, model));
  element("model").value = models.includes(`${status?.model}:latest`) ? `${status.model}:latest` : status?.model;
}

function add(value, text) {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  element("model").append(option);
}

// the page works without: a prompt will tell what is wrong
async function get(path) {
  try {
    const response = await fetch(path);
    return response.ok ? await response.json() : null;
  }
  catch {
    return null;
  }
}
