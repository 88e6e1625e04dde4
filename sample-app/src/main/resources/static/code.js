import { newId } from "./dom.js";
import { USES } from "./uses.js";

const OPTIONS = { temperature: "temperature", top_p: "topP", seed: "seed", num_ctx: "numCtx", num_predict: "numPredict" };

const DECIMALS = new Set(["temperature", "top_p"]);

const RESULTS = {
  stream: ["Flux<String> pieces", "stream()", "content()"],
  block: ["String answer", "call()", "content()"],
  values: ["Flux<Country> countries", "stream()", "entities(Country.class)"],
  code: ["String code", "call()", "content()"]
};

const COUNTRY = "record Country(String name, String capital, int population, List<String> languages) {\n}\n\n";

const TYPES = {
  List: "java.util.List",
  Path: "java.nio.file.Path",
  ResponseFormat: "io.github.ollamagenerate.ResponseFormat",
  Think: "io.github.ollamagenerate.Think",
  Flux: "reactor.core.publisher.Flux"
};

/** The request as Java, for a bean of the type GenerateOperations that is named "ollama". */
export function asJava(use, request, imageName) {
  const [result, ...calls] = RESULTS[use];
  const steps = [`prompt(${literal(request.prompt)})`, ...fields(request, imageName), ...calls];
  const statement = `${use === "values" ? COUNTRY : ""}${result} = ollama.${steps.join("\n\t.")};\n`;
  const imports = Object.entries(TYPES)
    .filter(([type]) => new RegExp(`\\b${type}\\b`).test(statement.replace(/"""[^]*?"""|"(\\.|[^"\\])*"/g, "")))
    .map(([, name]) => `import ${name};\n`);
  return imports.length ? `${imports.join("")}\n${statement}` : statement;
}

function fields({ suffix, model, system, think, format, options }, imageName) {
  const set = numbers(options)
    .map(([name, value]) => `.${OPTIONS[name]}(${value}${name === "seed" && Math.abs(value) > 0x7fffffff ? "L" : ""})`);
  return [
    suffix && `suffix(${literal(suffix)})`,
    model && `model(${literal(model)})`,
    system && `system(${literal(system)})`,
    think && `think(Think.${{ true: "on()", false: "off()" }[think] ?? `level(${literal(think)})`})`,
    isSchema(format) && `format(ResponseFormat.schema(${literal(JSON.stringify(format, null, 2))}))`,
    imageName && `image(Path.of(${literal(imageName)}))`,
    set.length > 0 && `options((options) -> options${set.join("")})`
  ].filter(Boolean);
}

/** The request of the starter to Ollama, as a command for a shell. */
export function asCurl(use, request, imageName, { server, apiKey }) {
  const image = imageName && newId();
  const { prompt, suffix, model, system, think, options } = request;
  const format = USES[use].format ?? (isSchema(request.format) ? request.format : undefined);
  const set = numbers(options).map(([name, text]) => [name, jsonNumber(text)]);
  const body = {
    model, prompt, suffix, system, format,
    think: { true: true, false: false }[think] ?? think,
    options: set.length ? Object.fromEntries(set) : undefined,
    stream: USES[use].accept ? false : undefined,
    images: image ? [image] : undefined
  };
  const url = `${server}/api/generate`;
  const curl = `curl ${USES[use].accept ? "" : "-N "}${url.includes("[") ? `'${url}'` : url}`
    + " -H 'Content-Type: application/json'" + (apiKey ? ' -H "Authorization: Bearer $OLLAMA_API_KEY"' : "");
  // in single quotes, the shell takes everything but a single quote as it is
  const json = lines(body).replaceAll("'", "\\u0027");
  if (!image) {
    return `${curl} -d '${json}'\n`;
  }
  // through a pipe, since an argument of this size would be too long
  const [before, after] = json.split(image);
  const file = `'${imageName.replaceAll("'", "'\\''")}'`;
  return `{ printf %s '${before}'; base64 < ${file} | tr -d '\\n'; printf %s '${after}'; } |\n${curl} -d @-\n`;
}

/** JSON with a line for each field. */
function lines(body) {
  const fields = Object.entries(body).filter(([, value]) => value !== undefined);
  return `{\n${fields.map(([name, value]) => `  "${name}": ${JSON.stringify(value)}`).join(",\n")}\n}`;
}

const isSchema = (format) => format !== null && typeof format === "object";

/** The options that are numbers, as texts: the numbers of JavaScript are too small for some seeds. */
function numbers(options = {}) {
  const valid = (name, text) => (DECIMALS.has(name) ? /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/ : /^-?(0|[1-9]\d*)$/).test(text);
  return Object.entries(options).map(([name, value]) => [name, String(value)]).filter(([name, text]) => valid(name, text));
}

const jsonNumber = (text) => JSON.rawJSON?.(text) ?? Number(text);

/** A string in Java, or a text block if it has several lines. */
function literal(text) {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll("\t", "\\t")
    .replace(/[\u0000-\u0008\u000b-\u001f]/g, (control) => `\\${control.charCodeAt(0).toString(8).padStart(3, "0")}`);
  if (!text.includes("\n")) {
    return `"${escaped.replaceAll('"', '\\"')}"`;
  }
  const lines = escaped.replace(/"""+/g, (quotes) => '\\"'.repeat(quotes.length)).replace(/ $/gm, "\\s").split("\n");
  // the line of the end keeps the spaces at the start of all lines
  const end = lines.at(-1) === "" ? lines.pop() : "\\\n\t\t";
  return `"""\n${lines.map((line) => line && `\t\t${line}`).join("\n")}${end || "\n\t\t"}"""`;
}
