/** `ringwise doctor`: looks at everything that a server needs, changes nothing, and says what it found. */

import { lookAtAccounts } from "./doctor/accounts.ts";
import { lookAtCertificate } from "./doctor/certificate.ts";
import { lookAtClock } from "./doctor/clock.ts";
import { about, exitCode, report } from "./doctor/finding.ts";
import { lookAtFolder } from "./doctor/folder.ts";
import { gatewayVerdicts } from "./doctor/gateways.ts";
import { lookAtNetwork } from "./doctor/network.ts";
import { lookAtPorts } from "./doctor/ports.ts";
import { lookAtSettings } from "./doctor/settings.ts";
import {
  accountVerdicts,
  certificateVerdicts,
  clockVerdicts,
  folderVerdicts,
  portVerdicts,
  settingsVerdicts,
} from "./doctor/verdicts.ts";
import { environment } from "./environment.ts";

/** Flags and environment are those of `serve`; `--json` for programs; `--network` looks outside as well, and asks the router for a port. */
export async function doctor(args: readonly string[]): Promise<void> {
  const isJson = args.includes("--json");
  const own = ["--json", "--network"];
  const env = environment(args.filter((arg) => !own.includes(arg)));
  const folder = lookAtFolder(env.data);
  const { facts, settings, newest } = await lookAtSettings(env, folder);
  const gateways = settings.devices.flatMap((one) => (one.kind === "mgcp" ? [one.gateway] : []));
  const { ports, server } = await lookAtPorts(env, gateways);
  const findings = [
    ...about("data folder", folderVerdicts(folder)),
    ...about("settings", settingsVerdicts(facts)),
    ...about("clock", clockVerdicts(lookAtClock(Date.now(), settings.owner.timeZone, newest))),
    ...about("ports", portVerdicts(ports, server, env.rtp)),
    ...about("ports", gatewayVerdicts(gateways, env.mgcp)),
    ...about("certificate", certificateVerdicts(await lookAtCertificate(env))),
    ...about("accounts", accountVerdicts(await lookAtAccounts(settings, env))),
    ...about("network", args.includes("--network") ? await lookAtNetwork(settings, env) : []),
  ];
  if (isJson) console.log(JSON.stringify(findings, null, 2));
  else for (const line of report(findings)) console.log(line);
  process.exit(exitCode(findings)); // a DNS that is silent would hold us
}
