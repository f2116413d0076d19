import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { inPatience } from "../phones/patience.ts";
import { program } from "../phones/program.ts";
import { freePort } from "./freePort.ts";
import { domain, type NodePhone, nodePhone } from "./nodePhone.ts";
import { type RunningStore, startPostgres, startRedis } from "./stores.ts";

const apiToken = "a-token-of-the-environment";
export const passwordOf = (user: string): string => `password-of-${user}`;

const user = (name: string, number: string) => ({
  ...{ name, numbers: [number] },
  login: digestSecrets(nodeCrypto, domain, { user: name, password: passwordOf(name) }),
});

const settings = {
  ...{ domains: [domain], realm: domain, country: "CA", relay: "never" },
  users: [user("ada", "+16135550101"), user("ben", "+16135550102"), user("cem", "+16135550103")],
};

/** One node: a process, a folder, and an address of the loopback of its own. */
export interface NodeHouse {
  readonly host: string;
  says(words: RegExp): Promise<void>;
  /** The operator's API. */
  api(path: string, init?: RequestInit): Promise<Response>;
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** Two nodes that are one exchange, and their stores. */
export interface Nodes {
  readonly one: NodeHouse;
  readonly two: NodeHouse;
  readonly postgres: RunningStore;
  readonly redis: RunningStore;
  /** Registered at the first of those nodes; the others are known to it. */
  phone(name: string, first: NodeHouse, protocol?: "UDP" | "TCP"): Promise<NodePhone>;
}

export async function withNodes(story: (nodes: Nodes) => Promise<void>): Promise<void> {
  const open: { close(): Promise<void> }[] = [];
  const opened = <T extends { close(): Promise<void> }>(one: T): T => {
    open.unshift(one);
    return one;
  };
  try {
    const [postgres, redis] = [opened(await startPostgres()), opened(await startRedis())];
    const port = await freePort();
    const stores = { database: postgres.url, redis: redis.url };
    const [one, two] = await Promise.all([
      nodeHouse("n1", { host: "127.0.0.1", port, ...stores }).then(opened),
      nodeHouse("n2", { host: "127.0.0.2", port, ...stores }).then(opened),
    ]);
    await Promise.all([
      one.says(/"node":"n2".*a node is there/),
      two.says(/"node":"n1".*a node is there/),
    ]);
    await story({
      ...{ one, two, postgres, redis },
      async phone(name, first, protocol) {
        const nodes = [first, first === one ? two : one].map(({ host }) => host);
        const of = { user: name, password: passwordOf(name), port, nodes };
        const phone = opened(await nodePhone({ ...of, ...(protocol && { protocol }) }));
        await phone.registers();
        return phone;
      },
    });
  } finally {
    for (const one of open) await one.close();
  }
}

interface Place {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly redis: string;
}

async function nodeHouse(name: string, { host, port, database, redis }: Place): Promise<NodeHouse> {
  const folder = mkdtempSync(join(tmpdir(), `ringwise-${name}-`));
  writeFileSync(join(folder, "exchange.json"), JSON.stringify(settings));
  const places = { sip: `${host}:${port}`, sips: `${host}:0`, web: `${host}:0`, webs: `${host}:0` };
  const flags = Object.entries(places).flatMap(([flag, place]) => [`--${flag}`, place]);
  const more = ["--node", name, "--shared-name", domain, "--data", folder, "--token", apiToken];
  const child = spawn(process.execPath, [program, "exchange", ...flags, ...more], {
    env: { ...process.env, RINGWISE_DATABASE: database, RINGWISE_REDIS: redis },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const { says, printed } = heard(child, name);
  await says(/pages are at .*\n/);
  const [, web] = /localhost:(\d+)/.exec(printed()) ?? [];
  const ends = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    host,
    says,
    api: (path, init = {}) =>
      fetch(`http://${host}:${web}/api/v1${path}`, {
        ...init,
        headers: { authorization: `Bearer ${apiToken}`, ...init.headers },
      }),
    kill: () => ends("SIGKILL"),
    async close() {
      await ends("SIGTERM");
      if (process.env["TALK"]) console.log(name, printed());
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function heard(child: ChildProcess, name: string) {
  let printed = "";
  const ears = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data) => {
      printed += String(data);
      for (const ear of ears) ear();
    });
  const says = (words: RegExp): Promise<void> =>
    inPatience(
      () => `${words} of ${name}, which said ${printed}`,
      (done) => {
        const look = (): void => {
          if (!words.test(printed)) return;
          ears.delete(look);
          done(undefined);
        };
        ears.add(look);
        look();
      },
    );
  return { says, printed: () => printed };
}
