/** docs/flows.md is made of the tables, and every flow of both RFCs is in them and is played. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { type Flow, type FlowBook, goldenOf } from "./flow.ts";
import { rfc3665 } from "./rfc3665.ts";
import { rfc5359 } from "./rfc5359.ts";

/** The tests by their names, as text. */
const tests = new Map(
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => [name, readFileSync(`${import.meta.dirname}/${name}`, "utf8")]),
);

/** Where the flow is played. */
const playedIn = (rfc: number, section: string): string | undefined =>
  [...tests].find(([, text]) =>
    new RegExp(
      `(flow\\(|for \\(const section of \\[.*?"${section}".*flow\\()rfc${rfc}, ("${section}"|section)`,
      "s",
    ).test(text),
  )?.[0];

function told(rfc: number, [section, flow]: [string, Flow]): string {
  const test = playedIn(rfc, section);
  const differs = (flow.differences ?? []).map((one) => `  - ${one}`);
  return [
    `- **${section} ${flow.title}** (${flow.role}): ${flow.measure}. [ladder](../${goldenOf(rfc, section)}), \`${test}\``,
    ...differs,
  ].join("\n");
}

const chapter = ({ rfc, flows }: FlowBook): string =>
  [`## RFC ${rfc}`, "", ...Object.entries(flows).map((one) => told(rfc, one))].join("\n");

const page = `# Call flows

The example flows of RFC 3665 and RFC 5359, each played as a whole call in virtual time (\`test/calls/flows\`) with the product in the place that it has in life. A test compares what each party sends and gets with the RFC's order, 100 left out, keeps the ladder, and asks what was heard. Where it is otherwise here, the line below says why. The orders were compared with the figures of both texts, those of RFC 5359 §2.9 and §2.13 with the figures of its last draft (draft-ietf-sipping-service-examples-15); where a figure ends with people who talk, they hang up here, and the order says so. This page is made by \`npm test -- --update test/calls/flows/page.test.ts\`.

${[rfc3665, rfc5359].map(chapter).join("\n\n")}
`;

test("docs/flows.md says what the tables say", (t) => {
  t.assert.fileSnapshot(page, "docs/flows.md", { serializers: [String] });
});

for (const { rfc, flows } of [rfc3665, rfc5359])
  test(`every flow of RFC ${rfc} is played, and says why where it differs`, () => {
    for (const [section, { order, here = {}, differences = [] }] of Object.entries(flows)) {
      assert.ok(playedIn(rfc, section), `${section} is played`);
      assert.equal(Object.keys(here).length > 0, differences.length > 0, `${section} says why`);
      for (const [party, messages] of Object.entries(here))
        assert.notEqual(messages, order[party], `${section}: ${party} is as in the RFC`);
    }
  });

test("all 16 flows of RFC 3665, all 18 of RFC 5359", () => {
  const counts = [rfc3665, rfc5359].map(({ flows }) => Object.keys(flows).length);
  assert.deepEqual(counts, [16, 18]);
});
