import { create } from "./dom.js";

/** Returns a button that copies a text. */
export function copyButton(name, text) {
  const button = create("button", "Copy");
  button.type = "button";
  button.className = "small copy";
  button.setAttribute("aria-label", name);
  button.addEventListener("click", async () => {
    button.textContent = await copy(text()) ? "Copied" : "Not allowed";
    setTimeout(() => button.textContent = "Copy", 2000);
  });
  return button;
}

/** Returns code with its language and a button that copies it. */
export function codeBlock(code, language) {
  const pre = create("pre", null, create("code", code));
  pre.tabIndex = 0;
  const head = create("p", null, create("span", language), copyButton("Copy this code", () => code));
  head.className = "code-head";
  const block = create("div", null, head, pre);
  block.className = "code-block";
  block.dir = "ltr";
  return block;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  }
  catch {
    // no clipboard outside of HTTPS and this machine
    return copyBySelection(text);
  }
}

function copyBySelection(text) {
  const focused = document.activeElement;
  const field = create("textarea");
  field.value = text;
  field.className = "off-screen";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  return copied;
}
