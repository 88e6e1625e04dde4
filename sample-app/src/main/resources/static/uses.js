/** Schema of the list of countries, which the starter derives from the record. */
const COUNTRIES = {
  type: "array",
  items: {
    type: "object",
    properties: {
      name: { type: "string" }, capital: { type: "string" }, population: { type: "integer" },
      languages: { type: "array", items: { type: "string" } }
    },
    required: ["name", "capital", "population", "languages"],
    additionalProperties: false
  }
};

/** What the page can do with a prompt. A single answer has no unit. */
export const USES = {
  stream: { path: "generate", unit: "piece", prompt: "Why is the sky blue?" },
  block: { path: "generate", accept: "application/json", prompt: "Why is the sky blue?" },
  values: { path: "countries", unit: "value", format: COUNTRIES, prompt: "List the countries of Benelux." },
  code: { path: "code", accept: "application/json", prompt: "def gcd(a, b):\n", suffix: "    return a\n" }
};
