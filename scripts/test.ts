/**
 * `npm test`: peers first, then every test, then one line with the numbers.
 *   npm test -- FILE …      only those
 *   npm test -- --update    writes the goldens anew
 *   npm test -- --coverage
 *   npm test -- --fast      only those of the one process: no sockets, no peers
 *   npm test -- --wired     virtual calls with the sound spoken to as in a process of its own
 * Tests beside the sources and whole calls in virtual time share one process, for a process a file
 * costs 0.14 s; the others in test/ open sockets and start programs, and get a process each. Where
 * people hear in real time that is two at once at most, for they wait for most of their time; all
 * others have what time is left beside those: they are nice, and their words are printed at the end.
 * Of these, pages have a lane of their own, so that no more than one browser waits for its turn.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, globSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { availableParallelism, constants, setPriority } from "node:os";
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
if (words.includes("--wired")) process.env["RINGWISE_TEST_WIRED"] = "1";
const options = words
  .filter((word) => word.startsWith("-") && word !== "--fast" && word !== "--wired")
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
/** Somebody hears there in real time, is to be back soon after a kill, or reads what was just printed. */
const hears = (file: string) =>
  /^test\/(bin|claims\/(?!sabotage)|media)/.test(file) ||
  /\/(ear|bellEar|baresip|atDesk|household|decoders|netns|rounds|supervised)\.ts"/.test(
    readFileSync(file, "utf8"),
  );

interface How {
  readonly name: string;
  readonly isolation: "none" | "process";
  /** How many files; without isolation they take turns. */
  readonly atOnce?: number;
  /** In milliseconds, for one test. */
  readonly patience?: number;
  /** Has what time the others leave, and prints to this file. */
  readonly aside?: string;
}

async function run(some: readonly string[], how: How): Promise<Counts> {
  if (some.length === 0) return {};
  const counted = `out/counts-${how.name}.json`;
  rmSync(counted, { force: true });
  const reporters = { [fast ? "dot" : "spec"]: "stdout", "./scripts/counts.ts": counted };
  const report = Object.entries(reporters).flatMap(([reporter, destination]) => [
    `--test-reporter=${reporter}`,
    `--test-reporter-destination=${destination}`,
  ]);
  const flags = [
    `--test-isolation=${how.isolation}`,
    `--test-concurrency=${how.atOnce ?? 1}`,
    `--test-timeout=${how.patience ?? 120_000}`,
  ];
  const args = ["--import", "./scripts/seed.ts", "--test", ...flags, ...report, ...options];
  const status = await ended([...args, ...some], how.aside);
  const counts = readCounts(counted);
  const failed = (counts["failed"] ?? 0) + (counts["cancelled"] ?? 0);
  return { ...counts, failed: status === 0 ? failed : Math.max(1, failed), cancelled: 0 };
}

async function ended(args: readonly string[], aside?: string): Promise<unknown> {
  const out = aside === undefined ? "inherit" : openSync(aside, "w");
  const child = spawn(process.execPath, args, { stdio: ["inherit", out, out] });
  if (typeof out === "number") {
    closeSync(out);
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  }
  const [status] = await once(child, "exit");
  return status;
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
mkdirSync("out", { recursive: true });
type Lane = "hearing" | "together" | "pages" | "others";
function laneOf(file: string): Lane {
  if (!apart(file)) return "together";
  if (hears(file)) return "hearing";
  return file.startsWith("test/pages/") ? "pages" : "others";
}
const lanes: Partial<Record<Lane, string[]>> = Object.groupBy(files, laneOf);
const order: readonly Lane[] = ["hearing", "together", "pages", "others"];
/** It is seen while it runs. */
const front = order.find((lane) => lanes[lane] !== undefined);
const cores = availableParallelism();
const atOnce: Readonly<Record<Lane, number>> = {
  ...{ hearing: Math.min(2, cores), together: 1 },
  ...{ pages: Math.max(1, cores - 1), others: Math.max(1, cores - 1) },
};
const aside = (lane: Lane): string => `out/${lane}.txt`;
const runs: Counts[] = [];
async function takesTurn(...turns: readonly Lane[]): Promise<void> {
  for (const lane of turns) {
    const isolation = lane === "together" ? "none" : "process";
    const beside = lane === front ? {} : { aside: aside(lane), patience: 300_000 };
    runs.push(
      await run(lanes[lane] ?? [], { name: lane, isolation, atOnce: atOnce[lane], ...beside }),
    );
  }
}
await Promise.all([takesTurn("hearing"), takesTurn("pages"), takesTurn("together", "others")]);
for (const lane of order)
  if (lanes[lane] && lane !== front) console.log(readFileSync(aside(lane), "utf8"));
const sum = (...names: string[]) =>
  runs.flatMap((counts) => names.map((name) => counts[name] ?? 0)).reduce((a, b) => a + b, 0);
const failed = files.length === 0 ? 1 : sum("failed");
console.log(`${sum("passed")} passed, ${failed} failed, ${sum("skipped", "todo")} skipped`);
process.exitCode = failed > 0 ? 1 : 0;
