/** Who a telephone is that is being plugged in: by its label, by the file that it asks for, by its User-Agent. */
import { fail, ok, type Result } from "#kit/result.ts";
import { whereabouts } from "#kit/whereabouts.ts";
import { macOf, makerNamed, makerOfMac, makers } from "./makers/makers.ts";
import type { Candidate, PlugIn } from "./plugIn.ts";

/** Who asks for a file, as HTTP shows it. */
export interface Asking {
  readonly address: string;
  readonly agent: string;
  /** By which name or address it came to us, without the port. */
  readonly host: string;
  readonly isSecure: boolean;
}

/** What stands on its underside, where its owner has looked. */
export interface Label {
  readonly mac?: string | undefined;
  readonly maker?: string | undefined;
}

/** In the house: nobody else's telephone is plugged in here. */
export const isNear = (address: string): boolean =>
  whereabouts(address) === "inside" || /^(169\.254\.|fe80:)/i.test(address);

/** Who has not shown itself by a subscription does by what it asks for. */
export function whoAsks(
  now: PlugIn,
  name: string,
  { address, agent }: Asking,
): Candidate | undefined {
  const inName = /[0-9a-f]{12}/i.exec(name)?.[0];
  const inAgent = /(?:[0-9a-f]{2}:){5}[0-9a-f]{2}|\b[0-9a-f]{12}\b/i.exec(agent)?.[0];
  const mac = now.only?.mac ?? macOf(inName ?? inAgent ?? "");
  if (mac === undefined) return undefined;
  const maker = now.only?.maker ?? makerNamed(agent) ?? makerOfMac(mac);
  const isItself = inName === undefined || inName.toLowerCase() === mac;
  return maker && isItself ? { mac, maker, address } : undefined;
}

export function readLabel({ mac: text, maker: said }: Label): Result<PlugIn["only"]> {
  if (text === undefined) return ok(undefined);
  const mac = macOf(text);
  if (mac === undefined)
    return fail("provisioning.badMac", "a MAC address is twelve digits, 0 to 9 and A to F");
  const maker = makers.find((one) => one === said) ?? makerOfMac(mac);
  return maker
    ? ok({ mac, maker })
    : fail("provisioning.unknownMaker", "say who made it: that address is none of theirs");
}
