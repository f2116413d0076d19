import assert from "node:assert/strict";
import { Contact } from "#sip/headers/contact.ts";
import { readable } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow } from "#sip/transport/flow.ts";
import type { Network, StreamSocket } from "#world/network.ts";
import { Person } from "../phones/person.ts";
import { Town, type TownOptions } from "../phones/town.ts";
import { hearEachOther } from "./hearEachOther.ts";

/* A carrier that asks for registrations, and does not always have the same to say to them. */

/** A status, or nothing at all. */
export type Mood = number | "silent";

export interface FickleCarrier extends Person {
  mood: Mood;
  /** Its connections break as soon as a REGISTER was answered along them. */
  breaks: boolean;
  /** They break now. */
  cuts(): void;
  /** When each REGISTER came, in ms of the town's clock; without those that are sent again. */
  readonly asked: number[];
  /** The contact of the last one. */
  contact: string;
  /** The way that the last one came. */
  flow: Flow | undefined;
}

/** Says 1000 Hz. Registrations last ten minutes. */
async function fickle(town: Town, host: string): Promise<FickleCarrier> {
  const world = town.sim.host(host);
  const streams = new Set<StreamSocket>();
  const listen: Network["listen"] = (local, accept, tls) =>
    world.network.listen(
      local,
      (stream) => {
        streams.add(stream);
        stream.closed(() => streams.delete(stream));
        accept(stream);
      },
      tls,
    );
  const network = { ...world.network, listen };
  const parts = {
    name: "carrier",
    host,
    world: { ...world, network },
    tone: 1000,
    tcp: true,
  } as const;
  const person = await Person.open(parts);
  town.people.push(person);
  const cuts = (): void => {
    for (const stream of [...streams]) stream.close();
  };
  const carrier: FickleCarrier = Object.assign(person, {
    mood: 200 as Mood,
    breaks: false,
    cuts,
    asked: [] as number[],
    contact: "",
    flow: undefined,
  });
  person.agent.serve("REGISTER", (transaction) => {
    const { request } = transaction;
    carrier.asked.push(town.sim.clock.now());
    carrier.flow = transaction.flow;
    const [contact] = [readable(request, Contact)].flat();
    if (typeof contact === "object") carrier.contact = contact.uri;
    if (carrier.mood === "silent") return;
    const headers = [{ name: "Contact", text: `<${carrier.contact}>;expires=600` }];
    transaction.answer(respond(request, carrier.mood, { toTag: "c", headers }));
    if (carrier.breaks) cuts();
  });
  return carrier;
}

export const carrierHost = "192.0.2.10";
export const spareHost = "192.0.2.12";
export const number = "+16135550142";

const settings = (maple: object): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number, address: "sip:ada@example.net" }],
  devices: [{ id: "kitchen", kind: "sip", secret: "a-long-secret" }],
  accounts: [
    { id: "maple", kind: "carrier", username: "ada", secret: "s", number, ...maple },
    { id: "spare", kind: "carrier", server: spareHost, transport: "udp", register: false },
  ],
  rules: [
    {
      id: "all",
      name: "Everyone",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 20 }],
    },
  ],
});

export interface FickleOptions extends TownOptions {
  readonly server?: string;
  readonly transport?: "udp" | "tcp";
  readonly register?: boolean;
  /** The kitchen's telephone is behind a router with that public address. */
  readonly away?: string;
}

/** Ada is registered at the carrier, first of her ways out; the spare one wants no registration. */
export async function fickleHouse(options: FickleOptions = {}) {
  const { server = carrierHost, transport = "udp", register = true } = options;
  const town = await Town.open(settings({ server, transport, register }), options);
  const carrier = await fickle(town, carrierHost);
  /** Says 1400 Hz. */
  const spare = await town.person("spare", spareHost, 1400);
  const router = options.away === undefined ? undefined : town.sim.network.nat(options.away);
  const kitchen = await town.phone("kitchen", 440, router && { router });
  return { town, carrier, spare, kitchen, router };
}

type FickleHouse = Awaited<ReturnType<typeof fickleHouse>>;

/** The carrier has called the kitchen, and the two talk. */
export async function talking({ town, carrier, kitchen }: FickleHouse) {
  const caller = await carrier.calls(number);
  await town.runs(1000);
  const desk = kitchen.talk;
  desk.lifts();
  await town.runs(1000);
  return { caller, desk };
}

/** They hear each other, also behind a hold by the kitchen, and the end is heard there. */
export async function goesOnAndEnds(
  { town }: FickleHouse,
  { caller, desk }: Awaited<ReturnType<typeof talking>>,
): Promise<void> {
  const heard = () => hearEachOther(town, { talk: caller, says: 1000 }, { talk: desk, says: 440 });
  await heard();
  desk.holds();
  await town.runs(1000);
  desk.resumes();
  await town.runs(1000);
  await heard();
  caller.hangsUp();
  await town.runs(1000);
  assert.ok(desk.isOver);
}
