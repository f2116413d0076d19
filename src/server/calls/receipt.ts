/**
 * A decision's receipt: by which version of the settings it was made, and the digest of all that it
 * was made from. Made again from the same, it is the same, byte for byte; otherwise one of them is not.
 */
import { replayedExactly } from "#server/calls/replay.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Decision } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Crypto } from "#world/crypto.ts";

type Asked = Pick<CallAbout, "direction" | "from" | "to" | "via" | "referred" | "through">;

export const withReceipt = (
  decision: Decision,
  call: Asked,
  version: number,
  { sha256Hex }: Pick<Crypto, "sha256Hex">,
): Decision => ({
  ...decision,
  receipt: { settings: version, inputs: sha256Hex(inputsOf(call, decision, version)) },
});

const inputsOf = (
  { direction, from, to, via, referred, through }: Asked,
  { given }: Decision,
  version: number,
): string => {
  const transfer = referred === undefined && through === undefined ? [] : [{ referred, through }];
  return JSON.stringify([direction, from, to, via ?? null, given ?? null, version, ...transfer]);
};

/** What a decision comes to, as bytes that can be compared. */
export const bytesOf = ({ plan, because, cause }: Decision): string =>
  JSON.stringify({ plan, because, cause });

export interface Audit {
  /** The version of the settings that decided. */
  readonly settings: number;
  /** The call and its facts are those that the receipt was made for. */
  readonly inputs: boolean;
  /** Decided again by that version: the same bytes. */
  readonly same: boolean;
}

/** Undefined: it has no receipt, or that version is no longer kept. */
export function audited(
  record: CallRecord,
  settingsOf: (version: number) => Settings | undefined,
  crypto: Pick<Crypto, "sha256Hex">,
): Audit | undefined {
  const { decision } = record;
  const settings = decision?.receipt && settingsOf(decision.receipt.settings);
  if (!decision?.receipt || !settings) return undefined;
  const { receipt } = decision;
  const again = replayedExactly(record, settings);
  return {
    settings: receipt.settings,
    inputs: crypto.sha256Hex(inputsOf(record, decision, receipt.settings)) === receipt.inputs,
    same: again !== undefined && bytesOf(again) === bytesOf(decision),
  };
}
