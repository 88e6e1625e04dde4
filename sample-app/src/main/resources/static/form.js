import { element, tell } from "./dom.js";
import { USES } from "./uses.js";

const MAX_IMAGE = 10 * 1024 * 1024;

const TEXTS = ["prompt", "suffix", "system", "schema", "think"];

/** What the user chose to call. */
export const use = () => document.querySelector("input[name=use]:checked").value;

/** The request, without the image. What is not shown or disabled is not sent, and neither is what is empty. */
export function request() {
  const options = {};
  for (const input of document.querySelectorAll(".options input")) {
    const text = input.value.trim();
    if (text) {
      // what is not a number is sent as it is, so that the application says so
      options[input.name] = String(Number(text)) === text ? Number(text) : text;
    }
  }
  return {
    prompt: element("prompt").value,
    suffix: value("suffix"),
    model: value("model"),
    system: value("system"),
    think: value("think"),
    format: schema(),
    options: Object.keys(options).length ? options : undefined
  };
}

const isUsed = (id) => !element(id).disabled && !element(id).closest("[data-use][hidden]");

const value = (id) => isUsed(id) && element(id).value || undefined;

function schema() {
  const text = value("schema")?.trim();
  try {
    return text ? JSON.parse(text) : undefined;
  }
  catch {
    return text;
  }
}

const file = () => isUsed("image") ? element("image").files[0] : undefined;

export const imageName = () => file()?.name;

/** The image in base64, if there is one. */
export async function images() {
  const image = file();
  if (!image) {
    return undefined;
  }
  if (image.size > MAX_IMAGE) {
    throw new Error("The image is larger than 10 MB: choose a smaller one.");
  }
  const url = await new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(new Error("The image cannot be read: choose it again."));
    reader.readAsDataURL(image);
  });
  return [url.slice(url.indexOf(",") + 1)];
}

/** Shows the image, or says that the file is not one and forgets it. */
export async function showImage() {
  const [image] = element("image").files;
  const preview = element("preview");
  URL.revokeObjectURL(preview.src);
  preview.removeAttribute("src");
  preview.hidden = true;
  element("remove-image").hidden = !image;
  if (!image) {
    return;
  }
  tell("image-error", "");
  preview.src = URL.createObjectURL(image);
  try {
    await preview.decode();
    preview.hidden = false;
  }
  catch {
    removeImage();
    tell("image-error", `${image.name} is not an image that this browser can read. Choose a PNG, JPEG, or WebP file.`);
  }
}

export function removeImage() {
  element("image").value = "";
  element("image").dispatchEvent(new Event("input", { bubbles: true }));
  showImage();
}

/** Shows the fields of a call, and an example unless the user has typed something. */
export function showUse(previous) {
  const current = use();
  for (const part of document.querySelectorAll("[data-use]")) {
    part.hidden = !part.dataset.use.split(" ").includes(current);
  }
  element("prompt").classList.toggle("code", current === "code");
  for (const id of ["prompt", "suffix"]) {
    const field = element(id);
    if (field.value === (USES[previous]?.[id] ?? "")) {
      field.value = USES[current][id] ?? "";
    }
  }
}

/** The state of the form, to be restored later. */
export function state() {
  const texts = Object.fromEntries(TEXTS.map((id) => [id, element(id).value]));
  const options = Object.fromEntries([...document.querySelectorAll(".options input")].map(({ name, value }) => [name, value]));
  return { use: use(), model: element("model").value, ...texts, options };
}

export function restore(saved) {
  document.querySelector(`input[name=use][value=${saved.use}]`).checked = true;
  TEXTS.forEach((id) => element(id).value = saved[id] ?? "");
  for (const input of document.querySelectorAll(".options input")) {
    input.value = saved.options?.[input.name] ?? "";
  }
}
