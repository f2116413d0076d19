import assert from "node:assert/strict";
import { test } from "node:test";
import { type Documented, operationsOf, type Schema, shapeOf } from "./apiShape.ts";

const party: Schema = { type: "object", properties: { name: { type: "string" } } };
const document: Documented = {
  paths: {
    "/api/v1/calls": {
      get: {
        operationId: "calls",
        tags: ["calls"],
        summary: "Calls",
        security: [{ token: ["calls:read"] }],
        responses: {
          "200": { content: { "application/json": { schema: { type: "array", items: party } } } },
          default: {},
        },
      },
    },
    "/api/v1/session": {
      delete: { operationId: "out", security: [{ token: [] }], responses: { "204": {} } },
      post: { operationId: "in", security: [], responses: { "200": {} } },
    },
  },
  components: {
    schemas: {
      Party: party,
      Loop: { properties: { self: { $ref: "#/components/schemas/Loop" } } },
    },
  },
};

const shapes: readonly (readonly [what: string, schema: Schema, shape: string])[] = [
  ["a text", { type: "string" }, "string"],
  ["one of several", { enum: ["in", "out"] }, '"in" | "out"'],
  ["this or that", { anyOf: [{ type: "number" }, { const: null }] }, "number | null"],
  ["a sound", { type: "string", format: "binary" }, "binary"],
  ["anything", {}, "any"],
  [
    "a list of parties",
    { items: { $ref: "#/components/schemas/Party" } },
    "[{\n  name?: string\n}]",
  ],
  ["what is not there", { $ref: "#/components/schemas/None" }, "None"],
  [
    "an object",
    { properties: { id: { type: "string" }, from: party }, required: ["id"] },
    "{\n  id: string\n  from?: {\n    name?: string\n  }\n}",
  ],
];

for (const [what, schema, shape] of shapes)
  test(`${what} is written so`, () => assert.equal(shapeOf(schema, document), shape));

test("a schema that holds itself comes to an end", () =>
  assert.match(shapeOf({ $ref: "#/components/schemas/Loop" }, document), /…|Loop/));

test("operations stand by their tags, with what each needs", () => {
  const [[tag, calls] = ["", []], [, others] = ["", []]] = operationsOf(document);
  assert.equal(tag, "calls");
  assert.deepEqual(
    calls.map(({ method, path, scope }) => [method, path, scope]),
    [["GET", "/api/v1/calls", "calls:read"]],
  );
  assert.deepEqual(
    others.map(({ method, scope }) => [method, scope]),
    [
      ["DELETE", ""],
      ["POST", undefined],
    ],
  );
});
