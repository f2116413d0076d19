/** RSIP: that a gateway, or some of its ports, begins anew or goes (RFC 3435 §2.3.12). */
import { type Command, type EndpointName, parameterOf } from "./message.ts";

const methods = ["restart", "disconnected", "graceful", "forced", "cancel-graceful"] as const;
export type RestartMethod = (typeof methods)[number];

export interface Restart {
  readonly method: RestartMethod;
  /** Seconds until it happens; 0: at once, or nobody knows. */
  readonly delay: number;
}

/** Undefined for a method that nobody knows. */
export function restartIn(command: Command): Restart | undefined {
  const said = (parameterOf(command, "RM") ?? "restart").toLowerCase();
  const method = methods.find((one) => one === said);
  const delay = Number(/^[0-9]{1,6}$/.exec(parameterOf(command, "RD") ?? "")?.[0] ?? 0);
  return method && { method, delay };
}

/** Whether the name, in which `*` stands for all that follows (§2.1.2), means that port. */
export function covers({ local }: EndpointName, port: string): boolean {
  const parts = local
    .toLowerCase()
    .split("*")
    .map((one) => one.replaceAll(/[^a-z0-9]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(port.toLowerCase());
}
