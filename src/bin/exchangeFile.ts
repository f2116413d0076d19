/** The exchange's own settings: `exchange.json` in its data folder, written whole or not at all. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import { stop } from "./exit.ts";
import { problemLines } from "./settingsFile.ts";

export const exchangeFile = "exchange.json";

/** As it is written: with what a person left out left out. */
export type Written = Record<string, unknown> & { readonly users?: readonly WrittenUser[] };
export type WrittenUser = Record<string, unknown> & { readonly name: string };

/** There while the folder belongs to a node, whose settings are elsewhere. */
const nodeMark = (data: string): string => join(data, "node");

export function markNode(data: string, name: string | undefined): void {
  if (name === undefined) rmSync(nodeMark(data), { force: true });
  else writeFileSync(nodeMark(data), `${name}\n`, { mode: 0o600 });
}

const fileIn = (data: string): string => join(data, exchangeFile);

/** Ends with 2, naming every problem, when it is no settings. */
export function readExchange(data: string): readonly [Written, ExchangeSettings] {
  const file = fileIn(data);
  if (!existsSync(file)) stop(2, `${file} is not there: start the exchange once, or say --data`);
  const written = parsed(file);
  const read = validateExchange(written);
  return read.ok ? [written, read.value] : stop(2, ...problemLines(read.problem));
}

function parsed(file: string): Written {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Written;
  } catch (error) {
    return stop(2, `${file}: ${(error as Error).message}`);
  }
}

/** Ends with 2, naming every problem, when it would be no settings. */
export function checkExchange(written: Written): ExchangeSettings {
  const read = validateExchange(written);
  return read.ok ? read.value : stop(2, ...problemLines(read.problem));
}

/** Refused when it would be no settings. */
export function writeExchange(data: string, written: Written): void {
  if (existsSync(nodeMark(data)))
    stop(
      1,
      "this machine is a node: the settings are in the database; change them by the pages or the API",
    );
  checkExchange(written);
  const file = fileIn(data);
  writeFileSync(`${file}.new`, `${JSON.stringify(written, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** A new exchange: nobody is a user yet, and nobody calls out. The realm stays, whatever the domains become. */
export function makeExchange(data: string, domain = hostname().toLowerCase()): void {
  mkdirSync(data, { recursive: true, mode: 0o700 });
  if (existsSync(fileIn(data))) return;
  const tiers = [{ id: "standard", calls: "members" }];
  writeExchange(data, { version: 1, domains: [domain], realm: domain, tiers, users: [] });
}
