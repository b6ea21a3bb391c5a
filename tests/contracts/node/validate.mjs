// The official parser's opinion: `node validate.mjs FILE…` prints, per file, its faults and the messages it found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.NODE_HOUSE + "/package.json");
const { Parser } = require("@asyncapi/parser");
const parser = new Parser();
const opinions = [];
for (const file of process.argv.slice(2)) {
  const { document, diagnostics } = await parser.parse(readFileSync(file, "utf8"));
  const faults = diagnostics.filter((d) => d.severity <= 1).map((d) => `${d.path.join("/")}: ${d.message}`);
  opinions.push({ faults, messages: document ? document.allMessages().all().map((m) => m.id()) : [] });
}
console.log(JSON.stringify(opinions));
