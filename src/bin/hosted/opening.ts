/** What hosted members need of the exchange that they live in. */
import { type AttendantAccount, attendantHouse } from "#exchange/attendant/attendantHouse.ts";
import { attendantName, attendantPlace } from "#exchange/attendant/attendantUser.ts";
import type { OpenedExchange } from "#exchange/openExchange.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Log } from "#world/log.ts";
import { performIn } from "#world/node/compartment.ts";
import type { Certificates } from "../certificates.ts";
import type { Environment } from "../environment.ts";
import { placeOf } from "../exchangePlace.ts";
import type { HostedMember } from "./hostedHouse.ts";
import { Hosting } from "./hosting.ts";

export interface OpeningHosting extends Pick<OpenedExchange, "bound" | "admit"> {
  readonly data: string;
  readonly log: Log;
  /** The local address of the exchange. */
  readonly host: string;
  readonly rtp: Environment["rtp"];
  readonly advertise: string | undefined;
  readonly tls: Certificates;
  /** By which its users know it: domains. */
  readonly names: () => readonly string[];
  /** The password of the attendant's house. */
  readonly attendant: string;
}

/** With settings of its own whenever the exchange's are other ones. */
function attendantOf(settings: ExchangeSettings, account: AttendantAccount): HostedMember[] {
  const { attendant } = settings;
  const house = attendantHouse(settings, account);
  return attendant && house
    ? [{ name: attendantName, hosted: attendantPlace(attendant), settings: house }]
    : [];
}

export function hostingOf({ bound, admit, names, attendant, ...of }: OpeningHosting): Hosting {
  const port = bound.find(({ protocol }) => protocol === "TLS")?.local.port ?? defaultPort.TLS;
  return new Hosting({
    ...of,
    own: (settings) =>
      attendantOf(settings, {
        server: placeOf(bound, settings.domains[0] ?? "", of.tls).server,
        ...{ secret: attendant, transport: "tls" },
      }),
    door: {
      isName: (host) => host === of.advertise?.toLowerCase() || names().includes(host),
      port,
      accept: admit,
      perform: (act) => performIn(undefined, act),
    },
  });
}
