// The official parser's opinion of a document: `node validate.mjs FILE` prints its errors and warnings as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.env.NODE_HOUSE + "/package.json");
const { Parser } = require("@asyncapi/parser");
const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf8"));
const faults = diagnostics.filter((d) => d.severity <= 1).map((d) => `${d.path.join("/")}: ${d.message}`);
const messages = document ? document.allMessages().all().map((m) => m.id()) : [];
console.log(JSON.stringify({ faults, messages }));
