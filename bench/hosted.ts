import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { validateExchange } from "#exchange/settings/validate.ts";
import { digestSecrets } from "#sip/auth/digest.ts";
import { invitationText } from "#telephony/membership/invitation.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { furnish } from "../src/bin/hosted/hostedUsers.ts";
import type { Figures } from "./figures.ts";

/** What idle hosted members cost: one exchange with none, then with so many, each registered. */

const program = fileURLToPath(new URL("../src/bin/ringwise.ts", import.meta.url));
const domain = "127.0.0.1";
const sipsPort = 25_061;
/** Of their telephones. */
const firstPort = 25_100;

interface Cost {
  readonly mb: number;
  /** CPU in ms a second, while nothing happens. */
  readonly cpu: number;
  readonly openedAfter: number;
}

export async function hostedMembers(count: number, seconds: number): Promise<Figures> {
  const none = await cost(0, seconds);
  const some = await cost(count, seconds);
  return {
    members: count,
    "all registered after ms": some.openedAfter - none.openedAfter,
    "MB with none": none.mb,
    "MB a member": (some.mb - none.mb) / count,
    "CPU ms/s with none": none.cpu,
    "CPU ms/s a member": (some.cpu - none.cpu) / count,
  };
}

async function cost(count: number, seconds: number): Promise<Cost> {
  const folder = mkdtempSync(join(tmpdir(), "ringwise-bench-"));
  await furnished(folder, count);
  const flags = ["--data", folder, "--sips", `${domain}:${sipsPort}`, "--log", "info"];
  for (const name of ["sip", "web", "webs"]) flags.push(`--${name}`, `${domain}:0`);
  const began = performance.now();
  const process_ = spawn(process.execPath, [program, "exchange", ...flags]);
  try {
    await registered(process_, count);
    const openedAfter = performance.now() - began;
    await wait(10_000); // garbage of the beginning
    const before = used(process_);
    await wait(seconds * 1000);
    return { mb: memory(process_), cpu: (used(process_) - before) / seconds, openedAfter };
  } finally {
    const gone = once(process_, "exit");
    process_.kill("SIGTERM");
    await gone;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `ringwise exchange invite --hosted` does it. */
async function furnished(data: string, count: number): Promise<void> {
  const users: object[] = [];
  const document = { domains: [domain], country: "CA", users };
  const read = validateExchange(document);
  if (!read.ok) throw new Error("no settings");
  for (let i = 0; i < count; i++) {
    const name = `member${i}`;
    const folder = join(data, "hosted", name);
    const secret = `secret of ${name}`;
    const server = `${domain}:${sipsPort}`;
    const text = invitationText({ exchange: domain, server, username: name, secret });
    await furnish(folder, text, read.value);
    const login = digestSecrets(nodeCrypto, domain, { user: name, password: secret });
    users.push({ name, login, hosted: { folder: name, port: firstPort + i } });
  }
  writeFileSync(join(data, "exchange.json"), JSON.stringify(document));
}

/** When each has said that it is, or after two minutes. */
function registered(process_: ChildProcess, count: number): Promise<void> {
  let printed = "";
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not all registered: ${printed}`)), 120_000);
    const look = (data: unknown): void => {
      printed += String(data);
      const done = printed.match(/account\/exchange registered/g)?.length ?? 0;
      if (done < count || !printed.includes("pages are at")) return;
      clearTimeout(late);
      resolve();
    };
    for (const stream of [process_.stdout, process_.stderr]) stream?.on("data", look);
    process_.once("exit", () => reject(new Error(printed)));
  });
}

/** ms of CPU so far; Linux counts in hundredths of a second. */
function used({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** MB that only this process has, and its share of the rest. */
function memory({ pid }: ChildProcess): number {
  const [, pss = "0"] =
    /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8")) ?? [];
  return Number(pss) / 1024;
}
