/** What hosted members need of the exchange that they live in. */
import type { OpenedExchange } from "#exchange/openExchange.ts";
import { defaultPort } from "#sip/transport/responsePath.ts";
import type { Log } from "#world/log.ts";
import { performIn } from "#world/node/compartment.ts";
import type { Certificates } from "../certificates.ts";
import type { Environment } from "../environment.ts";
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
}

export function hostingOf({ bound, admit, names, ...of }: OpeningHosting): Hosting {
  const port = bound.find(({ protocol }) => protocol === "TLS")?.local.port ?? defaultPort.TLS;
  return new Hosting({
    ...of,
    door: {
      isName: (host) => host === of.advertise?.toLowerCase() || names().includes(host),
      port,
      accept: admit,
      perform: (act) => performIn(undefined, act),
    },
  });
}
