import { ok, type Result } from "#kit/result.ts";
import type { Deck } from "#media/engine/deck.ts";
import type { PortCommand } from "#media/engine/mediaEngine.ts";
import type { Point } from "#media/engine/point.ts";
import type { Opened } from "#media/engine/reservations.ts";

/** What is kept of a port. */
export interface Port extends Opened {
  readonly point: Point;
  readonly deck: Deck;
  receiveOnly: boolean;
}

/** A Problem: it cannot be done, and all is as before. */
export function performAt(port: Port, command: PortCommand): Result<void> {
  const { deck, point } = port;
  switch (command.do) {
    case "agree":
    case "change":
      return agree(port, command);
    case "play":
      deck.play(command);
      break;
    case "skip":
      deck.skip(command);
      break;
    case "tone":
      deck.tone(command);
      break;
    case "stop":
      if (command.only !== "recording") deck.stopPlaying();
      if (command.only !== "playing") deck.stopRecording();
      break;
    case "record":
      deck.record(command);
      break;
    case "gain":
      point.setGain(command.hears, command.speaks);
      arrangeAround(point);
      break;
    case "sendDigit":
      point.press(command.digits, command.length);
      break;
    case "loop":
      point.loop?.perform(command.signal);
      break;
    case "receiveOnly":
      port.receiveOnly = true;
      point.session?.receiveOnly();
      point.arrange();
      break;
    case "seekModem":
      point.session?.seekModem();
      break;
    case "voiceBandData":
      point.session?.carryData();
      break;
  }
  return ok(undefined);
}

function agree(
  { udp, point }: Port,
  { agreed, peer }: PortCommand & { readonly do: "agree" | "change" },
): Result<void> {
  const taken = udp?.path.agree(agreed, peer) ?? ok(undefined);
  if (!taken.ok) return taken;
  point.session?.agree(agreed);
  arrangeAround(point);
  return ok(undefined);
}

function arrangeAround(point: Point): void {
  point.arrange();
  for (const one of [...point.listeners]) one.arrange();
}
