import { problem } from "#kit/problem.ts";
import { millis } from "#kit/time.ts";
import type { AudioPortId, MediaEvent, PortInfo } from "#media/engine/mediaEngine.ts";
import type { Mirror, PortState } from "#media/process/mirror.ts";

const gone = problem("media.gone", "the media process has gone");

/** The found one is the one that was asked for by its numbers. */
export const isSamePort = ({ place }: PortState, { reserve }: PortState): boolean =>
  reserve.kind === "rtp" && reserve.at !== undefined && place?.address?.port === reserve.at;

/** Another process had it: its party knows its number. */
export const isTakenUp = ({ reserve }: PortState): boolean =>
  reserve.kind === "rtp" && reserve.at !== undefined;

/** Those that whoever commands knows to be there. */
export function listed(wanted: Mirror): readonly PortInfo[] {
  return [...wanted.ids].flatMap((port) => {
    const state = wanted.get(port);
    if (!state?.place) return [];
    const { reserve, place, receiveOnly } = state;
    const isOneWay = receiveOnly || ("receiveOnly" in reserve && reserve.receiveOnly === true);
    const { address } = place;
    return { port, kind: reserve.kind, receiveOnly: isOneWay, ...(address && { address }) };
  });
}

/**
 * The media process that had it so has gone: recordings go on in their files from now on. Gives
 * what nobody can make anew, to be told: a browser's keys and path went along (who is there offers
 * anew), and of what was to be written last the file says how much is there.
 */
export function outlives(
  wanted: Mirror,
  there: Mirror,
  saving: Map<string, AudioPortId>,
): readonly MediaEvent[] {
  const lost: AudioPortId[] = [];
  for (const port of [...wanted.ids]) {
    const state = wanted.get(port);
    const recording = state?.recording;
    if (state?.reserve.kind === "webrtc" && state.place) lost.push(port);
    else if (state && recording && recording.by === there.get(port)?.recording?.by)
      wanted.put(port, { ...state, recording: goingOn(recording) });
  }
  for (const port of lost) wanted.remove(port);
  const ended = [...saving].filter(
    ([file, port]) => wanted.get(port)?.recording?.command.file !== file,
  );
  for (const [file] of ended) saving.delete(file);
  return [
    ...ended.map(
      ([file, port]) => ({ on: "recorded", port, file, length: millis(0), problem: gone }) as const,
    ),
    ...lost.map((port) => ({ on: "lost", port, problem: gone }) as const),
  ];
}

const goingOn = ({ by, command }: NonNullable<PortState["recording"]>) => ({
  by,
  command: { ...command, goesOn: true as const },
});
