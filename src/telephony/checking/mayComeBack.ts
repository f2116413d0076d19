/**
 * Targets that an account of the owner's shows as its own number or address: where calls to them
 * come in by that account, a call sent there comes back. (The owner's `numbers` are refused as
 * targets; an account may show the number of a telephone elsewhere, so of those one is told.)
 */
import { sameAddress } from "#telephony/number/pattern.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Target } from "#telephony/settings/step.ts";
import { momentText } from "./exampleCall.ts";
import { strangersNumber } from "./sampleCallers.ts";
import { sentTo } from "./sentTo.ts";
import type { Checked, Warning } from "./warning.ts";

export function mayComeBack({ settings, at }: Checked): readonly Warning[] {
  const from = strangersNumber(settings);
  const when = momentText(at, settings.owner.timeZone);
  return sentTo(settings).flatMap(([target, path]) => {
    const to = textOf(target);
    const account = to === undefined ? undefined : ownAccount(to, settings);
    if (to === undefined || account === undefined) return [];
    const called = to.replace(/^sips?:([^@]*)@.*$/i, "$1");
    const call = { from, to: called, via: account, at: when };
    return [{ path: pointer(path), code: "check.mayComeBack", params: { to, account }, call }];
  });
}

const textOf = (target: Target): string | undefined =>
  "number" in target ? target.number : "address" in target ? target.address : undefined;

function ownAccount(to: string, settings: Settings): string | undefined {
  const home = numbering(settings);
  const found = settings.accounts.find(({ enabled, number, username, server }) =>
    /^sips?:/i.test(to)
      ? enabled && username !== undefined && sameAddress(to, `sip:${username}@${server}`)
      : enabled && number !== undefined && sameNumber(to, number, home),
  );
  return found?.id;
}
