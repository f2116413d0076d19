/** What systemd is told of us, where it has begun us. */
import { execFile } from "node:child_process";

/** By systemd's own program, for Node speaks to no datagram socket of that kind; it needs NotifyAccess=all. */
export function tellSystemd(what: "READY=1" | "WATCHDOG=1"): void {
  if (process.env["NOTIFY_SOCKET"] !== undefined)
    execFile("systemd-notify", [what], () => undefined);
}
