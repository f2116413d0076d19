/** `ringwise exchange invite | remove | users | check`: who may be a member. A running exchange knows it within seconds. */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { invitationLasts } from "#exchange/operator/userActs.ts";
import { realmOf } from "#exchange/settings/settings.ts";
import { invitationOf, invitedUser, newInvitationKey } from "#exchange/users/invitation.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { folderOf } from "./dataFolder.ts";
import { readExchange, type Written, type WrittenUser, writeExchange } from "./exchangeFile.ts";
import { readPlace } from "./exchangePlace.ts";
import { stop } from "./exit.ts";

const text = { type: "string" } as const;
const flags = {
  data: text,
  number: { type: "string", multiple: true },
  extension: text,
  tier: text,
} as const;

const told = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: true });

/** Makes the user, or gives one that is there a new password; it is shown this once. */
export function invite(args: readonly string[]): void {
  const { values, positionals } = told(args);
  const [name] = positionals;
  if (name === undefined)
    stop(2, "usage: ringwise exchange invite NAME [--number +1…] [--extension N] [--tier ID]");
  const data = folderOf(values.data);
  const [written, settings] = readExchange(data);
  const key = newInvitationKey(randomBytes);
  const until = new Date(Date.now() + invitationLasts).toISOString();
  const { number, extension, tier } = values;
  const user: WrittenUser = {
    ...written.users?.find((one) => one.name === name),
    name,
    ...(number && { numbers: number }),
    ...(extension && { extension }),
    ...(tier && { tier }),
    ...invitedUser(nodeCrypto, { key, name, realm: realmOf(settings), until }),
  };
  writeExchange(data, withUser(written, name, user));
  const [domain = ""] = settings.domains;
  const numbers = settings.users.find((one) => one.name === name)?.numbers ?? number ?? [];
  const { pages, ...place } = readPlace(data) ?? { server: domain };
  const made = invitationOf(nodeCrypto, { key, user: { name, numbers }, until, domain, place });
  console.log(`For ${name}'s own server, shown only now: ringwise join, or its page (Settings):`);
  console.log(made.text);
  if (pages !== undefined) console.log(`The same as a link: ${pages}/invitation#k=${key}`);
  console.log(`Good until ${new Date(until).toDateString()}, unless it was used by then.`);
  const { server, password } = made;
  console.log(`For a plain telephone: server ${server}, user ${name}, password ${password}`);
}

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
  for (const { name, numbers, extension = "", tier, suspended } of settings.users)
    console.log([name, numbers.join(","), extension, tier, suspended?.reason ?? ""].join("\t"));
}

export function check(args: readonly string[]): void {
  readExchange(folderOf(told(args).values.data));
  console.log("in order");
}

function withUser(written: Written, name: string, user: WrittenUser | undefined): Written {
  const others = (written.users ?? []).filter((one) => one.name !== name);
  return { ...written, users: user === undefined ? others : [...others, user] };
}
