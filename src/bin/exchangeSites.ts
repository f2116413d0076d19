/** The operator's pages and API: the same by HTTP and by HTTPS. */
import { resolve } from "node:path";
import type { ExchangeControl } from "#exchange/control.ts";
import { utf8 } from "#kit/bytes.ts";
import type { Result } from "#kit/result.ts";
import { newSetupKey } from "#web/auth/setupLink.ts";
import type { Vault } from "#web/auth/vault.ts";
import type { Mounts } from "#web/operator/mounts.ts";
import { operatorApp } from "#web/operator/operatorApp.ts";
import type { Address } from "#world/network.ts";
import type { World } from "#world/world.ts";
import type { Certificates } from "./certificates.ts";
import { builtPages, version } from "./package.ts";
import { type Sites, webPorts } from "./webPorts.ts";

export interface OperatorPlaces {
  readonly data: string;
  readonly web: Address;
  readonly webs: Address;
  readonly tls: Certificates;
  /** The API token of the environment, if any. */
  readonly token?: string | undefined;
  /** Sites below `/u/NAME/`. */
  readonly mounts?: Mounts;
}

export async function operatorSites(
  control: ExchangeControl,
  vault: Vault,
  { data, web, webs, tls, token, mounts }: OperatorPlaces,
): Promise<Result<Sites>> {
  const common = {
    ...{ control, vault, token, mounts, version, folder: resolve(data) },
    pages: builtPages,
    authority: tls.authority,
    now: () => Date.now(),
  };
  const secure = await operatorApp({ ...common, tls: tls.identity });
  const plain = await operatorApp({ ...common, securePort: webs.port });
  return webPorts([plain, web], [secure, webs]);
}

export const linkFile = "setup-link.txt";

/** While nobody is the operator: the link by which one becomes it. */
export async function greet(
  { files }: Pick<World, "files">,
  vault: Vault,
  { port, securePort }: Pick<Sites, "port" | "securePort">,
): Promise<void> {
  console.log(`Its pages are at http://localhost:${port} and https://localhost:${securePort}`);
  if (vault.owner() !== undefined) return;
  const link = `http://localhost:${port}/setup#k=${await newSetupKey(vault, Date.now())}`;
  await files.write(linkFile, utf8(`${link}\n`));
  console.log(`Set it up (once, within the hour): ${link}`);
}
