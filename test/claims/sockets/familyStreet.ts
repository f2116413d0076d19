import { freePort } from "../../interop/freePort.ts";
import { ExchangeHouse } from "../../phones/exchangeHouse.ts";
import type { Person } from "../../phones/person.ts";
import type { Talk } from "../../phones/talk.ts";
import { MemberHouse } from "./memberHouse.ts";
import { Opened } from "./opened.ts";
import { streetPerson, type Tone, withPhone } from "./streetPerson.ts";
import {
  account,
  caller,
  desk,
  everyone,
  memberSettings,
  numbers,
  outside,
  passwordOf,
  realm,
  ring,
  user,
} from "./streetSettings.ts";
import { until } from "./until.ts";

type Name = "ada" | "ben" | "cem";

/** What a member does with calls to its number. */
const does: Readonly<Record<Name, object>> = {
  ada: ring,
  ben: { do: "forward", to: { number: outside, via: "maple" } },
  cem: { do: "mailbox" },
};

const settingsOf = (name: Name, { sipPort }: ExchangeHouse): object => {
  const maple = account(name, sipPort, { transport: name === "ada" ? "tcp" : "udp" });
  return memberSettings(name, numbers[name], [maple], [everyone(does[name])]);
};

/**
 * An exchange, and three members of it with different rules, each a process of its own: Ada's rings
 * her telephone, Ben's forwards, Cem's takes messages. Ada's is reached by TCP, so that the exchange
 * hears at once when its process is killed; the others by UDP. The carrier and the telephones are user
 * agents in the process of the tests; all of them speak over sockets of the loopback.
 */
export class FamilyStreet {
  readonly exchange: ExchangeHouse;
  readonly carrier: Person;
  /** Where another carrier calls from, which is SIPp. */
  readonly sippPort: number;
  readonly #opened: Opened;
  readonly #members: Readonly<Record<Name, MemberHouse>>;

  private constructor(parts: Parts, opened: Opened) {
    this.exchange = parts.exchange;
    this.carrier = parts.carrier;
    this.sippPort = parts.sippPort;
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
    return atDesk(this.member(name), name, story);
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

  close(): Promise<unknown> {
    return this.#opened.close();
  }
}

interface Parts {
  readonly exchange: ExchangeHouse;
  readonly carrier: Person;
  readonly sippPort: number;
  readonly members: Readonly<Record<Name, MemberHouse>>;
}

async function opens(opened: Opened): Promise<Parts> {
  const port = await freePort();
  const sippPort = await freePort();
  const users = Object.entries(numbers).map(([name, number]) => user(name, number));
  const exchange = await ExchangeHouse.open(
    {},
    {
      ...{ realm, users, tiers: [{ id: "standard", calls: "usual" }] },
      trunks: [
        { id: "carrier", server: `127.0.0.1:${port}` },
        { id: "sipp", server: `127.0.0.1:${sippPort}` },
      ],
    },
  ).then((one) => opened.keeps(one));
  const carrier = opened.keeps(
    await streetPerson("carrier", "carrier", exchange.sipPort, { own: port }),
  );
  const begins = async (name: Name): Promise<MemberHouse> =>
    opened.keeps(await MemberHouse.open(settingsOf(name, exchange)));
  const [ada, ben, cem] = await Promise.all([begins("ada"), begins("ben"), begins("cem")]);
  return { exchange, carrier, sippPort, members: { ada, ben, cem } };
}

/** What the caller was told until it rang or was refused; then it is given up. */
export async function told(call: Talk): Promise<readonly string[]> {
  await until("an answer", () => call.isOver || call.told.includes("progress 180"));
  if (!call.isOver) call.hangsUp();
  await until("the end", () => call.isOver);
  return call.told;
}

/** The telephone on the desk at that member's, for as long as `story` takes. */
export const atDesk = (
  { sipPort: server }: MemberHouse,
  tone: Tone,
  story: (desk: Person) => Promise<void>,
): Promise<void> => withPhone({ name: desk.id, tone, server, secret: desk.secret }, story);
