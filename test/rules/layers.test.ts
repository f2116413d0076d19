import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { planted, root } from "./planted.ts";

const packages = [
  "fastify",
  "@fastify/static",
  "@node-rs/argon2",
  "ws",
  "zod",
  "libopus-wasm",
  "libphonenumber-js",
  "node-datachannel",
  "@peculiar/x509",
];
const innocent = "export const innocent = 1;\n";
const takes = (what: string): string => `import "${what}";\nexport const a = 1;\n`;
const knows = (what: string): string =>
  `import type { innocent } from "${what}";\nexport type A = typeof innocent;\n`;

/** Who imports what, and the rule that must say no. */
const violations: readonly (readonly [file: string, text: string, rule: string])[] = [
  ["src/kit/a.ts", takes("#world/innocent.ts"), "kit-imports-only"],
  ["src/world/a.ts", takes("#sip/innocent.ts"), "world-imports-only"],
  ["src/sip/a.ts", takes("#media/innocent.ts"), "sip-imports-only"],
  ["src/sip/b.ts", knows("#telephony/innocent.ts"), "sip-imports-only"],
  ["src/media/a.ts", takes("../sip/innocent.ts"), "media-imports-only"],
  ["src/telephony/a.ts", takes("#world/innocent.ts"), "telephony-imports-only"],
  ["src/telephony/b.ts", takes("ws"), "telephony-stays-pure"],
  ["src/server/a.ts", takes("#web/innocent.ts"), "server-imports-only"],
  ["src/exchange/a.ts", takes("#server/innocent.ts"), "exchange-imports-only"],
  ["src/web/a.ts", takes("#server/innocent.ts"), "web-reaches-only-control"],
  ["src/web/b.ts", takes("#sip/innocent.ts"), "web-imports-only"],
  ["src/web/c.ts", takes("#media/innocent.ts"), "web-imports-only"],
  ["src/sip/c.ts", takes("node:fs"), "node-only-at-the-edge"],
  ["src/media/b.ts", takes("fs"), "node-only-at-the-edge"],
  ["src/server/b.ts", takes("#world/sim/innocent.ts"), "sim-only-in-tests"],
  ["src/server/c.ts", takes("./x.test.ts"), "nobody-imports-tests"],
  ["src/server/d.ts", takes("fastify"), "owned-by"],
  ["src/server/e.ts", takes("ws"), "owned-by"],
  ["src/server/f.ts", takes("@peculiar/x509"), "owned-by"],
  ["src/server/g.ts", takes("@fastify/static"), "owned-by"],
  ["src/server/h.ts", takes("@node-rs/argon2"), "owned-by"],
  ["src/telephony/directing/a.ts", takes("libphonenumber-js"), "owned-by"],
  ["src/media/engine/a.ts", takes("node-datachannel"), "owned-by"],
  ["src/media/engine/b.ts", takes("libopus-wasm"), "owned-by"],
  ["ui/src/a.ts", takes("../../src/server/innocent.ts"), "ui-imports-only-telephony"],
  ["src/kit/about.ts", takes("./round.ts"), "no-cycles"],
  ["src/sip/typed.ts", `${knows("./typedToo.ts")}${innocent}`, "no-cycles"],
  ["src/kit/lost.ts", takes("./nowhere.ts"), "resolvable"],
];

test("each arrow that points up is named, and nothing else is", () => {
  const files = Object.fromEntries([
    ...["kit", "world", "world/sim", "sip", "media", "telephony", "server", "exchange", "web"].map(
      (folder) => [`src/${folder}/innocent.ts`, innocent],
    ),
    ...packages.flatMap((name) => [
      [`node_modules/${name}/package.json`, `{"name":"${name}","main":"index.js"}`],
      [`node_modules/${name}/index.js`, "module.exports = {};\n"],
    ]),
    ["src/server/x.test.ts", innocent],
    ["src/kit/round.ts", takes("./about.ts")],
    ["src/sip/typedToo.ts", `${knows("./typed.ts")}${innocent}`],
    ["src/server/fine.ts", takes("#sip/innocent.ts")],
    ["src/web/fine.ts", takes("fastify")],
    ...violations.map(([file, text]) => [file, text]),
  ]);
  const house = planted(files, [".dependency-cruiser.cjs", "package.json", "tsconfig.json"]);
  try {
    const cruiser = join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
    const args = [cruiser, "src", "ui/src", "--output-type", "json"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: house.folder, encoding: "utf8" });
    const found = JSON.parse(stdout).summary.violations as readonly {
      readonly from: string;
      readonly rule: { readonly name: string; readonly severity: string };
    }[];
    const errors = found.filter(({ rule }) => rule.severity === "error");
    for (const [file, , rule] of violations)
      assert.ok(
        errors.some((one) => one.from === file && one.rule.name.startsWith(rule)),
        `${file} should break ${rule}`,
      );
    const planted = new Set([
      ...violations.map(([file]) => file),
      "src/kit/round.ts",
      "src/sip/typedToo.ts",
    ]);
    assert.deepEqual(
      errors.filter(({ from }) => !planted.has(from)),
      [],
    );
  } finally {
    house.remove();
  }
});
