/** `ringwise exchange invite` and `unhost`: who becomes a member, and where their own server is. */
import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { invitationLasts } from "#exchange/operator/inviter.ts";
import { type ExchangeSettings, type Hosted, realmOf } from "#exchange/settings/settings.ts";
import {
  type Invitation,
  invitationOf,
  invitedUser,
  newInvitationKey,
} from "#exchange/users/invitation.ts";
import type { Result } from "#kit/result.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { folderOf } from "./dataFolder.ts";
import { address } from "./environment.ts";
import {
  checkExchange,
  readExchange,
  type Written,
  type WrittenUser,
  writeExchange,
} from "./exchangeFile.ts";
import { readPlace, usualWebs } from "./exchangePlace.ts";
import { withUser } from "./exchangeUsers.ts";
import { stop } from "./exit.ts";
import { folderIn } from "./hosted/hostedHouse.ts";
import { baseOf } from "./hosted/hostedSite.ts";
import { furnish, newPlace, setupKeyIn } from "./hosted/hostedUsers.ts";

const text = { type: "string" } as const;
const flags = {
  data: text,
  number: { type: "string", multiple: true },
  extension: text,
  tier: text,
  hosted: { type: "boolean" },
  port: text,
} as const;

const told = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: flags, strict: true, allowPositionals: true });

/** What is asked for, and of whom. */
interface Asked {
  readonly data: string;
  readonly name: string;
  readonly written: Written;
  readonly settings: ExchangeSettings;
}

function asked(args: readonly string[], usage: string) {
  const { values, positionals } = told(args);
  const [name] = positionals;
  if (name === undefined) stop(2, `usage: ringwise exchange ${usage}`);
  const data = folderOf(values.data);
  const [written, settings] = readExchange(data);
  return { values, of: { data, name, written, settings } satisfies Asked };
}

/** Makes the user, or gives one that is there a new password; it is shown this once. */
export async function invite(args: readonly string[]): Promise<void> {
  const { values, of } = asked(
    args,
    "invite NAME [--number +1…] [--extension N] [--tier ID] [--hosted [--port N]]",
  );
  const { number, extension, tier } = values;
  const fields = {
    ...(number && { numbers: number }),
    ...(extension && { extension }),
    ...(tier && { tier }),
  };
  const hosted = hostedOf(of);
  if (values.hosted)
    return host(
      of,
      fields,
      hosted ?? newPlace(of, values.port === undefined ? undefined : Number(values.port)),
    );
  if (hosted !== undefined)
    stop(1, `${of.name}'s server is hosted here: --hosted again, or ringwise exchange unhost`);
  const made = invited(of, fields);
  writeExchange(of.data, made.written);
  tell(made);
}

/** The user's server is no longer run here: its folder may go to a box of its own, and its owner is invited there. */
export function unhost(args: readonly string[]): void {
  const { of } = asked(args, "unhost NAME");
  const hosted = hostedOf(of);
  if (hosted === undefined) stop(1, `there is no hosted user ${of.name}`);
  const { hosted: _, ...user } = writtenUser(of.written, of.name);
  const away = { ...of, written: withUser(of.written, of.name, user) };
  const made = invited(away, {});
  writeExchange(of.data, made.written);
  console.log(`${of.name}'s data is a whole data folder: ${folderIn(of.data, hosted)}`);
  console.log("Move it when the exchange has closed it, start ringwise --data with it, and join:");
  tell(made);
}

const hostedOf = ({ settings, name }: Asked): Hosted | undefined =>
  settings.users.find((one) => one.name === name)?.hosted;

interface Made {
  /** The exchange's settings with the user. */
  readonly written: Written;
  readonly invitation: Invitation;
  readonly pages: string | undefined;
}

/** With a new password, which nobody else knows from now on. Nothing is written yet. */
function invited({ data, name, written: before, settings }: Asked, fields: object): Made {
  const key = newInvitationKey(randomBytes);
  const until = new Date(Date.now() + invitationLasts).toISOString();
  const secrets = invitedUser(nodeCrypto, { key, name, realm: realmOf(settings), until });
  const written = withUser(before, name, { ...writtenUser(before, name), ...fields, ...secrets });
  const [domain = ""] = settings.domains;
  const { users } = checkExchange(written);
  const numbers = users.find((one) => one.name === name)?.numbers ?? [];
  const { pages, ...place } = readPlace(data) ?? { server: domain };
  const made = { key, user: { name, numbers }, until, domain, place };
  return { written, invitation: invitationOf(nodeCrypto, made), pages };
}

const writtenUser = ({ users = [] }: Written, name: string): WrittenUser => ({
  ...users.find((one) => one.name === name),
  name,
});

function tell({ invitation, pages }: Made): void {
  const { key, text, username, password, server, until } = invitation;
  console.log(
    `For ${username}'s own server, shown only now: ringwise join, or its page (Settings):`,
  );
  console.log(text);
  if (pages !== undefined) console.log(`The same as a link: ${pages}/invitation#k=${key}`);
  console.log(`Good until ${new Date(until).toDateString()}, unless it was used by then.`);
  console.log(`For a plain telephone: server ${server}, user ${username}, password ${password}`);
}

/** The user's server runs here. Who is hosted already keeps the password, and gets a new key. */
async function host(of: Asked, fields: object, place: Hosted): Promise<void> {
  const { data, name, written, settings } = of;
  const folder = folderIn(data, place);
  if (hostedOf(of) !== undefined)
    writeExchange(data, withUser(written, name, { ...writtenUser(written, name), ...fields }));
  else {
    const made = invited(of, { ...fields, hosted: place });
    orStop(await furnish(folder, made.invitation.text, settings)); // first: a running exchange opens what its settings name
    const { invited: _, ...user } = writtenUser(made.written, name); // it is used here and now
    writeExchange(data, withUser(made.written, name, user));
    console.log(`${name}'s telephones register at port ${place.port}`);
  }
  const key = orStop(await setupKeyIn(folder));
  const [domain] = settings.domains;
  const pages = readPlace(data)?.pages ?? `https://${domain}:${address(usualWebs).port}`;
  const link = `${pages}${baseOf(name)}/setup#k=${key}`;
  console.log(`Its owner sets it up (once, within the hour): ${link}`);
}

const orStop = <T>(result: Result<T>): T =>
  result.ok ? result.value : stop(1, result.problem.detail);
