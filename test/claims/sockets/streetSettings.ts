import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";

/* What the machines of a street are told: users of exchanges, and their own servers. */

/** Of the street's users, by name. `oak` is another exchange, and Eve is one of its users. */
export const numbers = {
  ada: "+16135550101",
  ben: "+16135550102",
  cem: "+16135550103",
  dora: "+16135550104",
  oak: "+16135550105",
  fay: "+16135550106",
} as const;
export const caller = "+16135550199";
export const outside = "+14165550100";

export const realm = "maple.example";
export const passwordOf = (name: string): string => `password-of-${name}`;

/** A user of an exchange, as its settings have one. */
export const user = (name: string, number: string): object => ({
  ...{ name, numbers: [number] },
  login: digestSecrets(nodeCrypto, realm, { user: name, password: passwordOf(name) }),
});

/** A member's account; `at`: the port of its exchange. */
export const account = (
  name: string,
  at: number,
  { id = "maple", transport = "udp" }: { readonly id?: string; readonly transport?: string } = {},
): object => ({
  ...{ id, kind: "exchange", server: `127.0.0.1:${at}`, transport },
  ...{ username: name, secret: passwordOf(name) },
});

export const desk = { id: "desk", kind: "sip", secret: "a-long-secret" };
export const ring = { do: "ring", targets: [{ device: "desk" }], for: 60 };
export const everyone = (then: object): object => ({
  ...{ id: "all", name: "All", when: { is: "always" }, then: [then] },
});

/** Of a member's own server. */
export const memberSettings = (
  name: string,
  number: string,
  accounts: readonly object[],
  rules: readonly object[],
): object => ({
  version: 1,
  owner: { name, timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [desk],
  mailbox: { maxMessageSeconds: 10 },
  ...{ accounts, rules },
});
