/** `ringwise exchange remove | users | check`: who is a member. A running exchange knows it within seconds. */
import { parseArgs } from "node:util";
import { folderOf } from "./dataFolder.ts";
import { readExchange, type Written, type WrittenUser, writeExchange } from "./exchangeFile.ts";
import { stop } from "./exit.ts";

const told = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: { data: { type: "string" } },
    strict: true,
    allowPositionals: true,
  });

export function remove(args: readonly string[]): void {
  const { values, positionals } = told(args);
  const [name = ""] = positionals;
  const data = folderOf(values.data);
  const [written, settings] = readExchange(data);
  if (!settings.users.some((one) => one.name === name)) stop(1, `there is no user ${name}`);
  writeExchange(data, withUser(written, name, undefined));
}

export function users(args: readonly string[]): void {
  const [, settings] = readExchange(folderOf(told(args).values.data));
  for (const { name, numbers, extension = "", tier, suspended, hosted } of settings.users) {
    const where = hosted ? `hosted:${hosted.port}` : "";
    const words = [name, numbers.join(","), extension, tier, suspended?.reason ?? "", where];
    console.log(words.join("\t"));
  }
}

export function check(args: readonly string[]): void {
  readExchange(folderOf(told(args).values.data));
  console.log("in order");
}

export function withUser(written: Written, name: string, user: WrittenUser | undefined): Written {
  const others = (written.users ?? []).filter((one) => one.name !== name);
  return { ...written, users: user === undefined ? others : [...others, user] };
}
