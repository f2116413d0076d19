import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { planted, root } from "./planted.ts";

const lines = (count: number): string =>
  Array.from({ length: count }, (_, i) => `export const n${i} = ${i};\n`).join("");
const statements = Array.from({ length: 52 }, (_, i) => `  console.log(${i});\n`).join("");

const violations: readonly (readonly [file: string, text: string, rule: string])[] = [
  ["src/long.ts", lines(401), "noExcessiveLinesPerFile"],
  ["src/wide.ts", `export function f(): void {\n${statements}}\n`, "noExcessiveLinesPerFunction"],
  [
    "src/many.ts",
    "export const f = (a: number, b: number, c: number, d: number, e: number) =>\n  a + b + c + d + e;\n",
    "useMaxParams",
  ],
  ["src/sure.ts", "export const f = (a?: string) => a!.length;\n", "noNonNullAssertion"],
  [
    "src/adrift.ts",
    "async function later(): Promise<number> {\n  return 1;\n}\nexport function f(): void {\n  later();\n}\n",
    "noFloatingPromises",
  ],
  ["src/sleepy.test.ts", "setTimeout(() => undefined, 5);\n", "noRestrictedGlobals"],
];

test("the linter stops long files and functions, many parameters, adrift promises, and sleeping tests", () => {
  const house = planted(
    Object.fromEntries([
      ...violations.map(([file, text]) => [file, text] as const),
      ["src/fine.ts", lines(400)],
    ]),
    ["biome.json", "package.json", "tsconfig.json"],
  );
  try {
    const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
    const args = [
      biome,
      "lint",
      "--vcs-enabled=false",
      "--reporter=json",
      "--max-diagnostics=none",
    ];
    const { stdout } = spawnSync(process.execPath, args, { cwd: house.folder, encoding: "utf8" });
    const text = JSON.stringify(JSON.parse(stdout).diagnostics);
    for (const [file, , rule] of violations) {
      assert.match(text, new RegExp(rule), `${rule} should be found`);
      assert.ok(text.includes(file), `${file} should be named`);
    }
    assert.ok(!text.includes("src/fine.ts"), "400 lines are allowed");
  } finally {
    house.remove();
  }
});
