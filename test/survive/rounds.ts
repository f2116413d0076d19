import { luckOf } from "./luck.ts";
import { type Cast, type Kill, password, round, type Told } from "./round.ts";
import { Supervised } from "./supervised.ts";
import { RealTelephone, type Transport } from "./telephone.ts";

export interface Wish {
  readonly rounds: number;
  readonly seed: string;
  readonly transport: Transport;
  readonly host: string;
  /** The server unless said. */
  readonly kill?: Kill;
  readonly program?: string;
  readonly told?: (nth: number, told: Told) => void;
}

export interface Outcome {
  readonly rounds: number;
  readonly calls: number;
  readonly lost: number;
  readonly gapP50: number;
  readonly gapP99: number;
  readonly tried: number;
  readonly worked: number;
  readonly failed: readonly string[];
  readonly ringsP50: number;
  readonly ringsP99: number;
  /** Call records there should be, and are. */
  readonly recordsDue: number;
  readonly records: number;
  readonly open: number;
}

/** Kills a server so often in the middle of calls, and adds up what came of it. */
export async function rounds(wish: Wish): Promise<Outcome> {
  const { host, transport, program, kill = "server" } = wish;
  const carrier = await RealTelephone.open("carrier", { host, port: 0, transport: "udp" });
  const server = await Supervised.open(houseOf(host, carrier.port), {
    host,
    ...(program !== undefined && { program }),
  });
  const at = { host, port: transport === "tls" ? server.tlsPort : server.sipPort, transport };
  const [kitchen, study, hall] = [
    await RealTelephone.open("kitchen", at),
    await RealTelephone.open("study", at),
    await RealTelephone.open("hall", at),
  ];
  hall.lifts = undefined;
  carrier.server = { host, port: server.sipPort, transport: "udp" };
  try {
    await Promise.all([kitchen, study, hall].map((one) => one.registers(password)));
    const told: Told[] = [];
    for (let nth = 1; nth <= wish.rounds; nth++) {
      const done = await round(
        { server, carrier, kitchen, study, kill } satisfies Cast,
        luckOf(`${wish.seed} ${nth}`),
      );
      told.push(done);
      wish.told?.(nth, done);
    }
    return added(told, await recordsOf(server));
  } finally {
    await Promise.all([carrier, kitchen, study, hall].map((one) => one.close()));
    await server.close();
  }
}

function added(told: readonly Told[], records: { all: number; open: number }): Outcome {
  const sum = (of: (one: Told) => number): number => told.reduce((all, one) => all + of(one), 0);
  const gaps = told.flatMap((one) => one.gaps);
  const rings = told.map((one) => one.rings);
  return {
    rounds: told.length,
    calls: sum(({ calls }) => calls),
    lost: sum(({ lost }) => lost),
    gapP50: part(gaps, 0.5),
    gapP99: part(gaps, 0.99),
    tried: sum(({ tried }) => tried),
    worked: sum(({ worked }) => worked),
    failed: told.flatMap(({ failed }) => failed),
    ringsP50: part(rings, 0.5),
    ringsP99: part(rings, 0.99),
    recordsDue: 3 * told.length,
    records: records.all,
    open: records.open,
  };
}

function part(of: readonly number[], share: number): number {
  const sorted = of.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
}

/** All calls that are kept, each once, and those that are still open. */
async function recordsOf(server: Supervised): Promise<{ all: number; open: number }> {
  type Page = { readonly items: readonly { id: string; ended?: number }[]; readonly next?: string };
  const ids = new Map<string, boolean>();
  let all = 0;
  for (let cursor: string | undefined = ""; cursor !== undefined; ) {
    const page = (await server.get(`/api/v1/calls?limit=100${cursor}`)) as Page;
    for (const { id, ended } of page.items) ids.set(id, ended !== undefined);
    all += page.items.length;
    cursor = page.next === undefined ? undefined : `&cursor=${encodeURIComponent(page.next)}`;
  }
  return { all, open: [...ids.values()].filter((ended) => !ended).length };
}

/** Two numbers, three telephones and a carrier at that port. */
export const houseOf = (host: string, carrier: number): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [
    { id: "home", number: "+16135550142" },
    { id: "work", number: "+16135550143" },
  ],
  devices: ["kitchen", "study", "hall"].map((id) => ({
    id,
    kind: "sip",
    secret: password,
    flash: "sent",
  })),
  accounts: [
    {
      id: "carrier",
      kind: "carrier",
      server: `${host.includes(":") ? `[${host}]` : host}:${carrier}`,
      transport: "udp",
      register: false,
    },
  ],
  rules: [
    {
      id: "work",
      name: "Work",
      when: { is: "called", number: "work" },
      then: [{ do: "ring", targets: [{ device: "hall" }], for: 30 }],
    },
    {
      id: "everyone",
      name: "Everyone",
      when: { is: "always" },
      then: [{ do: "ring", targets: [{ device: "kitchen" }], for: 30 }],
    },
  ],
});
