export const element = (id) => document.getElementById(id);

// a text that stays is not announced again
export function setText(id, text) {
  if (element(id).textContent !== String(text)) {
    element(id).textContent = text;
  }
}

/** Shows a text, or hides its element if there is none. */
export function tell(id, text) {
  setText(id, text ?? "");
  element(id).hidden = !text;
}

export function create(name, text, ...children) {
  const created = document.createElement(name);
  created.append(...(text == null ? [] : [text]), ...children);
  return created;
}

export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
