import DOMPurify from "./vendor/dompurify-3.5.0.es.mjs";
import { Marked } from "./vendor/marked-18.2.1.esm.js";
import { codeBlock } from "./copy.js";
import { create } from "./dom.js";

const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

// HTML in an answer is shown as text, and an image, which would load something, as a link
const marked = new Marked({
  renderer: {
    html: ({ text }) => escape(text),
    image: ({ href, text }) => `<a href="${escape(href)}">${escape(text || href)}</a>`,
    checkbox: ({ checked }) => checked ? "☑ " : "☐ "
  }
});

// what Markdown can express and nothing else: no style, no id, no form, nothing that loads
const ALLOWED = {
  ALLOWED_TAGS: ["a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"],
  ALLOWED_ATTR: ["align", "class", "href", "start", "title"],
  ALLOW_ARIA_ATTR: false,
  ALLOW_DATA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?|mailto):/i,
  ADD_URI_SAFE_ATTR: ["align", "start"],
  RETURN_DOM_FRAGMENT: true
};

/** A text that takes longer is not worth the wait, such as hundreds of nested lists. */
const MAX_MILLIS = 1000;

/** Shows a text that grows as Markdown. Only the blocks that have changed are rendered, so a selection survives. */
export class Markdown {

  #container;
  #blocks = [];
  #plain = false;

  constructor(container) {
    this.#container = container;
  }

  render(text) {
    const started = performance.now();
    try {
      if (!this.#plain) {
        this.#renderBlocks(text);
      }
    }
    catch {
      // such as thousands of nested quotes, which the parser has no stack for
      this.#plain = true;
    }
    if (this.#plain) {
      this.#container.replaceChildren(plain(text));
    }
    this.#plain ||= performance.now() - started > MAX_MILLIS;
  }

  #renderBlocks(text) {
    const tokens = marked.lexer(text);
    // a definition such as "[1]: https://.." changes blocks before it
    const links = JSON.stringify(tokens.links);
    const blocks = tokens.filter(({ type }) => type !== "space" && type !== "def");
    blocks.forEach((token, index) => this.#renderBlock(token, index, links));
    this.#blocks.splice(blocks.length).forEach((block) => block.node.remove());
  }

  #renderBlock(token, index, links) {
    const block = this.#blocks[index] ??= { node: this.#container.appendChild(create("div")) };
    block.node.dir = "auto";
    if (block.raw !== token.raw || block.links !== links) {
      Object.assign(block, { raw: token.raw, links });
      block.node.replaceChildren(safe(marked.parser([token])));
      block.node.querySelectorAll("pre").forEach((pre) => pre.replaceWith(codeBlock(pre.textContent, language(pre))));
      block.node.querySelectorAll("table").forEach(makeScrollable);
    }
  }

}

function plain(text) {
  const node = create("div", text);
  node.className = "text";
  node.dir = "auto";
  return node;
}

function safe(html) {
  const fragment = DOMPurify.sanitize(html, ALLOWED);
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  return fragment;
}

function language(pre) {
  return pre.querySelector("code")?.className.match(/^language-(\S+)/)?.[1] ?? "";
}

function makeScrollable(table) {
  const frame = create("div");
  frame.className = "scroll";
  frame.tabIndex = 0;
  table.replaceWith(frame);
  frame.append(table);
}
