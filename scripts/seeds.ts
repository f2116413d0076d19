/** `npm run seeds [-- COUNT]`: the property tests again and again, each time with another seed. */
import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";

const count = Number(process.argv[2] ?? 20);
const files = globSync("{src,ui/src}/**/*.test.ts").filter((file) =>
  readFileSync(file, "utf8").includes("fast-check"),
);
const args = ["--import", "./scripts/seed.ts", "--test", "--test-isolation=none"];
for (let round = 0; round < count; round++) {
  const seed = String(Date.now() % 1_000_000_007);
  const env = { ...process.env, RINGWISE_SEED: seed };
  const { status, stdout } = spawnSync(process.execPath, [...args, ...files], { env });
  if (status !== 0) {
    console.log(`seed ${seed} fails\n${stdout}`);
    process.exit(1);
  }
}
console.log(`${files.length} files held with ${count} seeds`);
