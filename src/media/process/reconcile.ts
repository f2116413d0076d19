import { sameValue } from "#kit/sameValue.ts";
import type { AudioPortId, MediaCommand, Patch } from "#media/engine/mediaEngine.ts";
import type { Mark, Mirror, PortState } from "#media/process/mirror.ts";

export interface Order {
  readonly command: MediaCommand;
  /** Of what begins by it. */
  readonly by?: Mark;
}

/**
 * What must be done, in that order, so that these ports are as they are wanted; done again it gives
 * nothing. A port that is yet to come gets the rest when it is there.
 */
export function reconcile(
  found: Mirror,
  wanted: Mirror,
  ports: Iterable<AudioPortId>,
): readonly Order[] {
  const orders: Order[] = [];
  const hears: Patch[number][] = [];
  for (const port of new Set(ports)) {
    const [is, shall] = [found.get(port), wanted.get(port)];
    if (!shall && is) orders.push({ command: { do: "release", port } });
    if (shall && !is) orders.push({ command: again(shall) });
    if (!shall || !is?.place) continue;
    orders.push(...settled(is, shall));
    hears.push(...earOf(found, is, shall));
  }
  return hears.length > 0 ? [...orders, { command: { do: "patch", hears } }] : orders;
}

/** Whom it shall hear of those that are there; nothing where it does. */
function earOf(found: Mirror, is: PortState, shall: PortState): Patch {
  const speakers = shall.hears.filter((id) => found.get(id)?.place);
  const isSo = speakers.join(" ") === is.hears.join(" ");
  return isSo ? [] : [[shall.reserve.port, speakers]];
}

/** At the numbers that its party knows, when it knows any. */
function again({ reserve, place }: PortState): MediaCommand {
  const at = place?.address?.port;
  return reserve.kind === "rtp" && at !== undefined ? { ...reserve, at } : reserve;
}

/** First what keeps sound from leaving, last what begins. */
function settled(is: PortState, shall: PortState): readonly Order[] {
  const { port } = shall.reserve;
  const commands: (MediaCommand | false | undefined)[] = [
    shall.receiveOnly && !is.receiveOnly && { do: "receiveOnly", port },
    !sameGain(shall, is) && shall.gain,
    isAgreedAnew(is, shall) && shall.agreed,
    shall.isData && !is.isData && { do: "voiceBandData", port },
    shall.seeks && (!is.seeks || isAgreedAnew(is, shall)) && { do: "seekModem", port },
    !shall.playing && is.playing && { do: "stop", port, only: "playing" },
    !shall.recording && is.recording && { do: "stop", port, only: "recording" },
  ];
  return [
    ...commands.flatMap((command) => (command ? { command } : [])),
    ...[shall.playing, shall.recording].flatMap((begun, i) =>
      begun && begun.by !== [is.playing, is.recording][i]?.by ? begun : [],
    ),
  ];
}

const isAgreedAnew = (is: PortState, shall: PortState): boolean =>
  shall.agreed !== undefined && !sameAgreement(is.agreed, shall.agreed);

/** The first and a later one say the same. */
const sameAgreement = (one: PortState["agreed"], other: PortState["agreed"]): boolean =>
  one === other || (one?.peer === other?.peer && sameValue(one?.agreed, other?.agreed));

const sameGain = ({ gain }: PortState, is: PortState): boolean =>
  gain === undefined || (gain.hears === is.gain?.hears && gain.speaks === is.gain.speaks);
