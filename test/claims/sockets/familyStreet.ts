import { digestSecrets } from "#sip/auth/digest.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import { freePort } from "../../interop/freePort.ts";
import { ExchangeHouse } from "../../phones/exchangeHouse.ts";
import type { Person } from "../../phones/person.ts";
import type { Talk } from "../../phones/talk.ts";
import { MemberHouse } from "./memberHouse.ts";
import { streetPerson, withPhone } from "./streetPerson.ts";
import { until } from "./until.ts";

export const numbers = {
  ada: "+16135550101",
  ben: "+16135550102",
  cem: "+16135550103",
  dora: "+16135550104",
} as const;
export const caller = "+16135550199";
export const outside = "+14165550100";
const realm = "maple.example";
export const passwordOf = (name: string): string => `password-of-${name}`;
const desk = { id: "desk", kind: "sip", secret: "a-long-secret" };

type User = keyof typeof numbers;
type Name = Exclude<User, "dora">;

/** A user of an exchange, as its settings have one. */
export const user = (name: string, number: string): object => ({
  ...{ name, numbers: [number] },
  login: digestSecrets(nodeCrypto, realm, { user: name, password: passwordOf(name) }),
});

/** What a member does with calls to its number. */
const rules: Readonly<Record<Name, readonly object[]>> = {
  ada: [{ do: "ring", targets: [{ device: "desk" }], for: 60 }],
  ben: [{ do: "forward", to: { number: outside, via: "maple" } }],
  cem: [{ do: "mailbox" }],
};

export const settingsOf = (name: Name, exchange: ExchangeHouse): object => ({
  version: 1,
  owner: { name, timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number: numbers[name] }],
  devices: [desk],
  accounts: [account("maple", exchange, name)],
  rules: [{ id: "all", name: "All", when: { is: "always" }, then: rules[name] }],
});

const account = (id: string, exchange: ExchangeHouse, name: Name): object => ({
  ...{ id, kind: "exchange", server: `127.0.0.1:${exchange.sipPort}` },
  ...{ transport: name === "ada" ? "tcp" : "udp", username: name, secret: passwordOf(name) },
});

/** Whoever of a street's is opened, to be closed in the order that is the other way round. */
class Opened {
  readonly #all: (() => Promise<unknown>)[] = [];

  keeps<T extends { close(): Promise<unknown> }>(one: T): T {
    this.#all.push(() => one.close());
    return one;
  }

  async close(): Promise<void> {
    for (const close of this.#all.splice(0).reverse()) await close();
  }
}

/**
 * An exchange, and three members of it with different rules, each a process of its own: Ada's rings
 * her telephone, Ben's forwards, Cem's takes messages. Ada's is reached by TCP, so that the exchange
 * hears at once when its process is killed; the others by UDP. The carrier and the telephones are user
 * agents in the process of the tests; all of them speak over sockets of the loopback.
 */
export class FamilyStreet {
  readonly exchange: ExchangeHouse;
  readonly carrier: Person;
  readonly #opened: Opened;
  readonly #members: Readonly<Record<Name, MemberHouse>>;

  private constructor(parts: Parts, opened: Opened) {
    this.exchange = parts.exchange;
    this.carrier = parts.carrier;
    this.#members = parts.members;
    this.#opened = opened;
  }

  static async open(): Promise<FamilyStreet> {
    const opened = new Opened();
    try {
      return new FamilyStreet(await opens(opened), opened);
    } catch (why) {
      await opened.close(); // else this process would go on for ever
      throw why;
    }
  }

  member(name: Name): MemberHouse {
    return this.#members[name];
  }

  /** The telephone on a member's desk, for as long as `story` takes. */
  atDesk(name: Name, story: (desk: Person) => Promise<void>): Promise<void> {
    const { sipPort: server } = this.member(name);
    return withPhone({ name: desk.id, tone: name, server, secret: desk.secret }, story);
  }

  /** A telephone that is itself Dora's server, for as long as `story` takes. */
  atDoras(story: (dora: Person) => Promise<void>): Promise<void> {
    const server = this.exchange.sipPort;
    return withPhone({ name: "dora", tone: "dora", server, secret: passwordOf("dora") }, story);
  }

  /** The same caller, whoever is called. */
  calls(to: string, from = caller): Promise<Talk> {
    return this.carrier.calls(to, { from });
  }

  /** Ada does something that changes her policy; then the exchange has it, and has said so to her. */
  async publishes(many: number, act: () => Promise<void>): Promise<void> {
    const ada = this.member("ada");
    const before = ada.accepted("PUBLISH");
    await act();
    await until(`the exchange holds a policy of ${many} rules`, () => {
      const policy = this.exchange.policyOf("ada") as { readonly rules: object[] } | undefined;
      return policy?.rules.length === many && ada.accepted("PUBLISH") > before;
    });
  }

  close(): Promise<void> {
    return this.#opened.close();
  }
}

interface Parts {
  readonly exchange: ExchangeHouse;
  readonly carrier: Person;
  readonly members: Readonly<Record<Name, MemberHouse>>;
}

async function opens(opened: Opened): Promise<Parts> {
  const port = await freePort();
  const users = Object.entries(numbers).map(([name, number]) => user(name, number));
  const exchange = await ExchangeHouse.open(
    {},
    {
      ...{ realm, users, tiers: [{ id: "standard", calls: "usual" }] },
      trunks: [{ id: "carrier", server: `127.0.0.1:${port}` }],
    },
  ).then((one) => opened.keeps(one));
  const carrier = opened.keeps(await streetPerson("carrier", "carrier", exchange.sipPort, port));
  const begins = async (name: Name): Promise<MemberHouse> =>
    opened.keeps(await MemberHouse.open(settingsOf(name, exchange)));
  const [ada, ben, cem] = await Promise.all([begins("ada"), begins("ben"), begins("cem")]);
  return { exchange, carrier, members: { ada, ben, cem } };
}

/** What the caller was told until it rang or was refused; then it is given up. */
export async function told(call: Talk): Promise<readonly string[]> {
  await until("an answer", () => call.isOver || call.told.includes("progress 180"));
  if (!call.isOver) call.hangsUp();
  await until("the end", () => call.isOver);
  return call.told;
}
