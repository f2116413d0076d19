/** A call that is only thought of: what the decision is asked about it. */
import type { WallTime } from "#kit/time.ts";
import type { CallFacts, DeviceState, Party } from "#telephony/directing/facts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface ThoughtOf {
  /** A number or SIP address; without it, the caller hides it. */
  readonly from?: string;
  /** The owner's own number when left out. */
  readonly to?: string;
  readonly via?: string;
  /** When it is said who is busy, all others are free. */
  readonly busy?: readonly string[];
  readonly offline?: readonly string[];
}

/** `stateOf`: of those of whom nothing is said. */
export function factsOf(
  { from, to, via, busy, offline = [] }: ThoughtOf,
  at: WallTime,
  settings: Settings,
  stateOf: (device: string) => DeviceState = () => "idle",
): CallFacts {
  const state = (id: string): DeviceState => {
    if (offline.includes(id)) return "offline";
    return stateIn(busy, id, stateOf(id));
  };
  const devices = Object.fromEntries(settings.devices.map(({ id }) => [id, state(id)]));
  const called = to ?? ownNumber(settings);
  return { caller: partyOf(from), called, at, devices, ...(via !== undefined && { via }) };
}

function stateIn(busy: readonly string[] | undefined, id: string, state: DeviceState): DeviceState {
  if (busy === undefined) return state;
  if (busy.includes(id)) return "busy";
  return state === "offline" ? "offline" : "idle";
}

/** Nobody named calls without showing a number. */
function partyOf(from: string | undefined): Party {
  if (from === undefined || /^(hidden|anonymous)?$/i.test(from)) return { private: true };
  return /^sips?:/i.test(from)
    ? { address: from, private: false }
    : { number: from, private: false };
}

const ownNumber = ({ numbers }: Settings): string =>
  numbers[0]?.number ?? numbers[0]?.address ?? "";

/** The settings as they would be in that mode, for as long as one asks. */
export const inMode = (settings: Settings, mode: string | undefined): Settings =>
  mode === undefined ? settings : { ...settings, mode: { now: mode } };
