/** What the process is told from outside: flags before environment before defaults (docs: README, "Settings of the process"). */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import type { Address } from "#world/network.ts";
import type { LogLevel } from "#world/node/jsonLog.ts";

export interface Environment {
  readonly data: string;
  readonly settings: string | undefined;
  readonly lock: boolean;
  readonly web: Address;
  readonly webs: Address;
  readonly certificate: string | undefined;
  readonly key: string | undefined;
  readonly sip: Address;
  readonly sips: Address;
  /** The call agent, where analogue gateways find it. */
  readonly mgcp: Address;
  readonly rtp: { readonly from: number; readonly to: number };
  readonly advertise: string | undefined;
  readonly token: string | undefined;
  readonly log: LogLevel;
  readonly drain: number;
}

const text = { type: "string" } as const;
const flags = {
  data: text,
  settings: text,
  "settings-lock": { type: "boolean" },
  web: text,
  webs: text,
  "tls-cert": text,
  "tls-key": text,
  sip: text,
  sips: text,
  mgcp: text,
  rtp: text,
  advertise: text,
  token: text,
  log: text,
  drain: text,
} as const;

/** Wrong use throws, with a sentence: the command ends with 2. */
export function environment(args: readonly string[]): Environment {
  const { values } = parseArgs({ args: [...args], options: flags, strict: true });
  const said = (flag: Exclude<keyof typeof flags, "settings-lock">): string | undefined =>
    values[flag] ?? told(flag);
  return {
    data: said("data") ?? "./data",
    settings: said("settings"),
    lock: values["settings-lock"] ?? process.env["RINGWISE_SETTINGS_LOCK"] === "1",
    web: address(said("web") ?? "0.0.0.0:8080"),
    webs: address(said("webs") ?? "0.0.0.0:8443"),
    certificate: said("tls-cert"),
    key: said("tls-key"),
    sip: address(said("sip") ?? "0.0.0.0:5060"),
    sips: address(said("sips") ?? "0.0.0.0:5061"),
    mgcp: address(said("mgcp") ?? "127.0.0.1:2727"),
    rtp: range(said("rtp") ?? "16384-24575"),
    advertise: said("advertise"),
    token: said("token"),
    log: logLevel(said("log") ?? "info"),
    drain: seconds(said("drain") ?? "30"),
  };
}

/** What the environment says of a flag, itself or in a file. */
export function told(flag: string): string | undefined {
  const name = `RINGWISE_${flag.toUpperCase().replaceAll("-", "_")}`;
  return process.env[name] ?? secretFile(process.env[`${name}_FILE`]);
}

const secretFile = (file: string | undefined): string | undefined =>
  file === undefined ? undefined : readFileSync(file, "utf8").trim();

const logLevels: readonly string[] = ["debug", "info", "warn", "silent"] satisfies LogLevel[];

function logLevel(word: string): LogLevel {
  if (!logLevels.includes(word)) throw new Error(`${word} is none of ${logLevels.join(", ")}`);
  return word as LogLevel;
}

/** `--drain` */
function seconds(words: string): number {
  if (!/^\d{1,6}$/.test(words)) throw new Error(`${words} is no number of seconds`);
  return Number(words);
}

export function address(words: string): Address {
  const [, host = "", port = ""] = /^\[?([^\]]*?)\]?:(\d+)$/.exec(words) ?? [];
  if (host === "" || Number(port) > 65_535) throw new Error(`${words} is not HOST:PORT`);
  return { host, port: Number(port) };
}

export function range(words: string): Environment["rtp"] {
  const [, from = 0, to = 0] = (/^(\d+)-(\d+)$/.exec(words) ?? []).map(Number);
  if (from < 1024 || to > 65_535 || to - from < 3) throw new Error(`${words} is not FROM-TO`);
  return { from, to };
}
