/**
 * `npm test`: peers first, then every test, then one line with the numbers.
 *   npm test -- FILE …      only those
 *   npm test -- --update    writes the goldens anew
 *   npm test -- --coverage
 *   npm test -- --fast      only those of the one process: no sockets, no peers
 * Tests beside the sources and whole calls in virtual time share one process, for a process a file
 * costs 0.14 s; the others in test/ open sockets and start programs, and get a process each: as
 * many at once as there are cores, but where people hear and see in real time, one by one.
 */
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism } from "node:os";
import { installPeers } from "./peers.ts";

type Counts = Readonly<Record<string, number>>;

const words = process.argv.slice(2);
const named = words.filter((word) => !word.startsWith("-"));
const flags: Readonly<Record<string, readonly string[]>> = {
  "--update": ["--test-update-snapshots"],
  "--coverage": [
    "--experimental-test-coverage",
    "--test-coverage-include=src/**/*.ts",
    "--test-coverage-exclude=**/*.test.ts",
  ],
};
const fast = words.includes("--fast");
const options = words
  .filter((word) => word.startsWith("-") && word !== "--fast")
  .flatMap((word) => flags[word] ?? word);
const files = globSync(
  named.length > 0
    ? named
    : [
        fast
          ? "{src,ui/src,scripts,test/calls,test/torture}/**/*.test.ts"
          : "{src,ui/src,scripts,test}/**/*.test.ts",
      ],
);
const apart = (file: string) => /^test\/(?!calls\/|torture\/)/.test(file);
/** Somebody hears or sees something there in real time. */
const listens = (file: string) =>
  /^test\/(claims|interop|media|pages\/(?!axe))/.test(file) ||
  /\/(ear|baresip|atDesk|household)\.ts"/.test(readFileSync(file, "utf8"));

/** `atOnce`: how many files; without isolation they take turns. */
function run(isolation: "none" | "process", some: readonly string[], atOnce = 1): Counts {
  if (some.length === 0) return {};
  const counted = `out/counts-${isolation}.json`;
  mkdirSync("out", { recursive: true });
  rmSync(counted, { force: true });
  const reporters = { [fast ? "dot" : "spec"]: "stdout", "./scripts/counts.ts": counted };
  const report = Object.entries(reporters).flatMap(([reporter, destination]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${destination}`,
  ]);
  const how = [
    `--test-isolation=${isolation}`,
    `--test-concurrency=${atOnce}`,
    "--test-timeout=120000",
  ];
  const args = ["--import", "./scripts/seed.ts", "--test", ...how, ...report, ...options, ...some];
  const { status } = spawnSync(process.execPath, args, { stdio: "inherit" });
  const counts = readCounts(counted);
  const failed = (counts["failed"] ?? 0) + (counts["cancelled"] ?? 0);
  return { ...counts, failed: status === 0 ? failed : Math.max(1, failed), cancelled: 0 };
}

/** A run that broke down before its summary left nothing to read. */
function readCounts(file: string): Counts {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { failed: 1 };
  }
}

for (const [peer, why] of fast ? [] : installPeers())
  console.log(`skips tests with ${peer}: ${why}`);
for (const name of named) if (globSync(name).length === 0) console.log(`no such test: ${name}`);
const sorts = Object.groupBy(files, (file) =>
  !apart(file) ? "together" : listens(file) ? "listening" : "busy",
);
const runs = [
  run("none", sorts.together ?? []),
  run("process", sorts.busy ?? [], Math.max(2, availableParallelism())),
  run("process", sorts.listening ?? []),
];
const sum = (...names: string[]) =>
  runs.flatMap((counts) => names.map((name) => counts[name] ?? 0)).reduce((a, b) => a + b, 0);
const failed = files.length === 0 ? 1 : sum("failed");
console.log(`${sum("passed")} passed, ${failed} failed, ${sum("skipped", "todo")} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
