/** Whether each port can be had, and who has it otherwise. */
import type { Result } from "#kit/result.ts";
import type { Address } from "#world/network.ts";
import { nodeNetwork } from "#world/node/nodeNetwork.ts";
import { portHolder } from "#world/node/portHolder.ts";
import type { Environment } from "../environment.ts";
import type { PortFacts } from "./verdicts.ts";

export interface Ports {
  readonly ports: readonly PortFacts[];
  /** The process that answers at the web port as our server does. */
  readonly server: string | undefined;
}

/** `gateways`: MGCP is listened for only when there are some. */
export async function lookAtPorts(
  { sip, sips, web, webs, mgcp }: Environment,
  gateways: readonly string[],
): Promise<Ports> {
  const wanted = [
    ["SIP by UDP", "udp", sip],
    ["SIP by TCP", "tcp", sip],
    ["SIP by TLS", "tcp", sips],
    ["HTTP", "tcp", web],
    ["HTTPS", "tcp", webs],
    ...(gateways.length > 0 ? [["MGCP by UDP", "udp", mgcp] as const] : []),
  ] as const;
  const named = wanted.filter(([, , at]) => at.port !== 0); // 0: whichever is free
  const ports = await Promise.all(named.map(([what, by, at]) => port(what, by, at)));
  const server = (await isAnswered(web)) ? portHolder("tcp", web.port) : undefined;
  return { ports, server };
}

async function port(what: string, by: "udp" | "tcp", at: Address): Promise<PortFacts> {
  const opened: Result<{ close(): void }> =
    by === "udp" ? await nodeNetwork.udp(at) : await nodeNetwork.listen(at, (each) => each.close());
  if (opened.ok) opened.value.close();
  const trouble = opened.ok ? undefined : opened.problem;
  return { what, port: at.port, trouble, holder: trouble && portHolder(by, at.port) };
}

async function isAnswered({ host, port }: Address): Promise<boolean> {
  const there = host === "0.0.0.0" || host === "::" ? "localhost" : host;
  const name = there.includes(":") ? `[${there}]` : there;
  try {
    const answer = await fetch(`http://${name}:${port}/healthz`, {
      signal: AbortSignal.timeout(2000),
    });
    return ((await answer.json()) as { readonly ok?: unknown }).ok === true;
  } catch {
    return false;
  }
}
