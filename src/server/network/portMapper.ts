/** Asks the house's router for a port from outside: by PCP, else NAT-PMP, else UPnP, as RFC 6887 §A orders them. */
import { fromUtf8 } from "#kit/bytes.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { type Millis, seconds } from "#kit/time.ts";
import { whereabouts } from "#kit/whereabouts.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import type { Address } from "#world/network.ts";
import type { World } from "#world/world.ts";
import { type Datagrams, datagrams } from "./datagrams.ts";
import {
  addMapping,
  deleteMapping,
  externalAddress,
  type IgdAnswer,
  type IgdService,
  onlyPermanent,
  readDescription,
  readSearchAnswer,
  readSoapAnswer,
  type SoapRequest,
  search,
} from "./igd.ts";
import type { Asked, Mapped } from "./mapped.ts";
import { addressRequest, mappingRequest, readAddressAnswer, readMappingAnswer } from "./natPmp.ts";
import { mapRequest, readMapAnswer } from "./pcp.ts";

/** Where a router listens. */
export interface RouterPlaces {
  /** PCP and NAT-PMP. */
  readonly control: Address;
  /** SSDP. */
  readonly search: Address;
}

/** RFC 6887 §19, RFC 6886 §3.1; UDA 1.1 §1.3. */
export const placesOf = (router: string): RouterPlaces => ({
  control: { host: router, port: 5351 },
  search: { host: "239.255.255.250", port: 1900 },
});

/** A router in the house answers at once, or not at all. */
const answersWithin: Millis = seconds(2);
const searchesFor: Millis = seconds(3);
const mostDevices = 8;
const longestDocument = 200_000;

export interface MappingAsked extends Asked {
  /** 12 random bytes, the same for as long as this mapping is kept. */
  readonly nonce: Uint8Array;
}

type Means = Pick<World, "network" | "http" | "clock">;

/** `network.noRouter`: no router answers; `network.mapRefused`: one does, and does not want to. */
export async function mapPort(
  asked: MappingAsked,
  places: RouterPlaces,
  world: Means,
): Promise<Result<Mapped>> {
  const local = { host: asked.client, port: 0 };
  const socket = await world.network.udp(local);
  if (!socket.ok) return socket;
  const talk = datagrams(socket.value, world.clock);
  try {
    return await firstOf(asked, [
      (one) => byPcp(one, places, talk),
      (one) => byNatPmp(one, places, talk),
      (one) => byUpnp(one, places, { ...world, talk }),
    ]);
  } finally {
    talk.close();
  }
}

type Way = (asked: MappingAsked) => Promise<Result<Mapped>>;

/** The first that grants it; else why the last that answered did not. */
async function firstOf(asked: MappingAsked, ways: readonly Way[]): Promise<Result<Mapped>> {
  let refusal: Result<Mapped> = none;
  for (const way of ways) {
    const answer = await way(asked);
    if (answer.ok) return answer;
    if (answer.problem.code !== "network.noRouter") refusal = answer;
  }
  return refusal;
}

const none = fail("network.noRouter", "no router answers");

async function byPcp(
  asked: MappingAsked,
  { control }: RouterPlaces,
  talk: Datagrams,
): Promise<Result<Mapped>> {
  const answer = await talk.ask({
    data: mapRequest(asked, asked.nonce),
    to: control,
    within: answersWithin,
    read: (data) => readMapAnswer(data, { asked, nonce: asked.nonce }),
  });
  return answer?.value ?? none;
}

async function byNatPmp(
  asked: MappingAsked,
  { control }: RouterPlaces,
  talk: Datagrams,
): Promise<Result<Mapped>> {
  const within = answersWithin;
  const address = await talk.ask({
    data: addressRequest(),
    to: control,
    within,
    read: readAddressAnswer,
  });
  if (!address) return none;
  if (!address.value.ok) return address.value;
  const answer = await talk.ask({
    data: mappingRequest(asked),
    to: control,
    within,
    read: (data) => readMappingAnswer(data, asked),
  });
  if (!answer) return none;
  if (!answer.value.ok) return answer.value;
  const { port, lifetime } = answer.value.value;
  return ok({ by: "natPmp", outer: { host: address.value.value, port }, lifetime });
}

interface UpnpMeans extends Means {
  readonly talk: Datagrams;
}

async function byUpnp(
  asked: MappingAsked,
  places: RouterPlaces,
  means: UpnpMeans,
): Promise<Result<Mapped>> {
  const found = await means.talk.gather(
    {
      data: search(),
      to: places.search,
      within: searchesFor,
      anySource: true,
      read: (data, { host }) =>
        whereabouts(host) === "inside" ? readSearchAnswer(data, host) : undefined,
    },
    (all) => all.length >= mostDevices || all.at(-1)?.hostname === places.control.host,
  );
  for (const url of new Map(found.map((one) => [one.href, one])).values()) {
    const service = await serviceAt(url, means);
    if (service) return mapThere(asked, service, means);
  }
  return none;
}

async function serviceAt(url: URL, means: Means): Promise<IgdService | undefined> {
  const got = await guardedFetch({ url: url.href, ...bounds(url) }, means);
  return got.ok && got.value.status === 200
    ? readDescription(fromUtf8(got.value.body), url)
    : undefined;
}

/** Nowhere but to the device itself. */
const bounds = ({ host, hostname }: URL) => ({
  within: seconds(5),
  most: longestDocument,
  allow: [host, hostname],
});

async function mapThere(
  asked: MappingAsked,
  { control, type }: IgdService,
  means: Means,
): Promise<Result<Mapped>> {
  const say = (request: SoapRequest) => soapAnswer(control, request, means);
  if (asked.lifetime === 0) return gone(asked, await say(deleteMapping(type, asked)));
  const address = await say(externalAddress(type));
  const host = address.ok ? (address.values.get("newexternalipaddress") ?? "") : "";
  let lifetime = asked.lifetime;
  let answer = await say(addMapping(type, asked));
  if (!answer.ok && answer.code === onlyPermanent) {
    lifetime = 0;
    answer = await say(addMapping(type, { ...asked, lifetime }));
  }
  if (!answer.ok) return fail("network.mapRefused", `the router says ${answer.code} by UPnP`);
  return ok({ by: "upnp", outer: { host, port: asked.outer }, lifetime });
}

const gone = ({ outer }: Asked, answer: IgdAnswer): Result<Mapped> =>
  answer.ok
    ? ok({ by: "upnp", outer: { host: "", port: outer }, lifetime: 0 })
    : fail("network.mapRefused", `the router says ${answer.code} by UPnP`);

async function soapAnswer(
  control: URL,
  { headers, body }: SoapRequest,
  means: Means,
): Promise<IgdAnswer> {
  const asked = { url: control.href, method: "POST", headers, body, ...bounds(control) } as const;
  const got = await guardedFetch(asked, means);
  return got.ok ? readSoapAnswer(fromUtf8(got.value.body)) : { ok: false, code: 0 };
}
