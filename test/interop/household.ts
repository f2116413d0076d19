import type { TlsIdentity } from "#world/network.ts";
import { Baresip, type BaresipOptions } from "../phones/baresip.ts";
import { House } from "../phones/house.ts";
import { listenTo } from "../phones/tone.ts";

/* A real server with a kitchen, a study and a desk in the browser, and a baresip that plays the carrier. */

export const number = "+16135550142";
/** Whom the carrier reaches. */
export const outside = "+16135550177";
const secrets = { kitchen: "a-long-secret", study: "another-secret" } as const;

export const ring = (...devices: readonly string[]): object => ({
  do: "ring",
  targets: devices.map((device) => ({ device })),
  for: 25,
});

export interface Household {
  readonly house: House;
  /** Says 1000 Hz. */
  readonly carrier: Baresip;
  /** A registered telephone. */
  phone(
    name: keyof typeof secrets,
    options: Partial<BaresipOptions> & { readonly tone: number },
  ): Promise<Baresip>;
  /** The carrier calls the owner's number. */
  calls(): void;
}

/** How the carrier is reached: what it shows, where not by UDP, what it speaks, and what its account says besides. */
export interface Reached {
  readonly codecs?: string;
  readonly identity?: TlsIdentity;
  readonly account: object;
  /** The house is a supervisor's, whose processes may be killed. */
  readonly isSupervised?: true;
}

/** `then` is what becomes of every call. All is closed when the story is over. */
export async function household(
  then: readonly object[],
  story: (household: Household) => Promise<void>,
  by: Reached = { account: {} },
): Promise<void> {
  const identity = by.identity && { identity: by.identity, transport: "tls" as const };
  const speaks = { tone: 1000, ...(by.codecs !== undefined && { codecs: by.codecs }) };
  const carrier = await Baresip.start({ name: "carrier", user: outside, ...speaks, ...identity });
  const settings = settingsOf(then, reached(carrier, by));
  const opening = by.isSupervised ? House.supervised(settings) : House.open(settings);
  const house = await opening.catch(async (why: unknown) => {
    await carrier.stop(); // else this process would wait for it for ever
    throw why;
  });
  const all = [carrier];
  try {
    await story({
      house,
      carrier,
      // over TLS by its own account's `transport`
      calls: () =>
        carrier.dial(
          `sip:${number}@127.0.0.1:${identity === undefined ? house.sipPort : house.tlsPort}`,
        ),
      async phone(name, more) {
        const phone = await Baresip.start({
          name,
          aor: `sip:${name}@127.0.0.1`,
          login: { user: name, password: secrets[name] },
          server: more.transport === "tls" ? house.tlsPort : house.sipPort,
          ...more,
        });
        all.push(phone);
        await phone.until("REGISTER_OK");
        return phone;
      },
    });
  } finally {
    await Promise.all(all.map((one) => one.stop()));
    await house.close();
  }
}

const reached = (carrier: Baresip, { identity, account }: Reached): object =>
  identity === undefined
    ? { server: `127.0.0.1:${carrier.port}`, transport: "udp", ...account }
    : { server: `127.0.0.1:${carrier.tlsPort}`, transport: "tls", ...account };

/** What becomes of every call, and how the carrier is reached. */
export const settingsOf = (then: readonly object[], carrier: object): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  devices: [
    { id: "kitchen", kind: "sip", secret: secrets.kitchen },
    { id: "study", kind: "sip", secret: secrets.study, mustEncrypt: true },
    { id: "desk", name: "The desk", kind: "browser" },
  ],
  accounts: [{ id: "carrier", kind: "carrier", register: false, ...carrier }],
  rules: [{ id: "all", name: "Everyone", when: { is: "always" }, then }],
});

/** How much of the last second is each of those tones, when two seconds more have been heard there. */
export async function lately(at: Baresip, ...hertz: readonly number[]): Promise<number[]> {
  const before = listenTo(await at.hears(0.1)).seconds;
  const heard = listenTo(await at.hears(before + 2));
  return hertz.map((one) => heard.lately(one));
}

/** How purely that tone is found in three seconds of what is heard there. */
export async function share(at: Baresip, hertz: number): Promise<number> {
  return listenTo(await at.hears(3)).share(hertz);
}
