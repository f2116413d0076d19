/** docs/settings.md speaks of every key of the document, in the section where it belongs, and its examples are valid. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { adasHouse } from "#telephony/settings/adasHouse.ts";
import { settingsSchema } from "#telephony/settings/jsonSchema.ts";
import { validate } from "#telephony/settings/validate.ts";

const page = readFileSync(new URL("../docs/settings.md", import.meta.url), "utf8");

/** The page's sections by their headings: `owner`, Condition … */
const sections = new Map(
  page
    .split(/^##+ /m)
    .slice(1)
    .map((text): [string, string] => {
      const [heading = "", ...rest] = text.split("\n");
      return [heading.replaceAll("`", ""), rest.join("\n")];
    }),
);

type Node = Readonly<Record<string, unknown>>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** Names of properties below a part of the schema; shared parts have sections of their own. */
function keysIn(node: unknown): readonly string[] {
  if (!isNode(node)) return [];
  const own = isNode(node["properties"]) ? Object.keys(node["properties"]) : [];
  return [...own.filter((key) => key !== "set"), ...Object.values(node).flatMap(keysIn)];
}

const schema = settingsSchema() as { properties: Node; $defs: Node };
const parts: readonly (readonly [string, unknown])[] = [
  ...Object.entries(schema.properties).filter(([name]) => name !== "version"),
  ...Object.entries(schema.$defs).filter(([name]) => /^[A-Z]/.test(name)),
];

for (const [name, part] of parts)
  test(`docs/settings.md tells of every key of ${name}`, () => {
    const text = sections.get(name);
    assert.ok(text !== undefined, "it has a section");
    const written = new Set([...text.matchAll(/`([A-Za-z]+)(?:: [^`]*)?`/g)].map(([, key]) => key));
    const missing = [...new Set(keysIn(part))].filter((key) => !written.has(key));
    assert.deepEqual(missing, []);
  });

test("every example in docs/settings.md fits into Ada's house", () => {
  const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) =>
    parse(text ?? ""),
  );
  assert.ok(examples.length >= 14);
  for (const example of examples) {
    const outcome = validate({ ...adasHouse, ...example });
    const wrong = outcome.ok ? [] : outcome.problem;
    const elsewhere = /^settings\.unknown\./; // other sections speak of what an example leaves out
    assert.deepEqual(
      wrong.filter(({ code }) => !elsewhere.test(code)),
      [],
    );
  }
});
