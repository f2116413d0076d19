import { fromHex } from "#kit/bytes.ts";
import type { Cancel } from "#kit/listeners.ts";
import { after, type Millis, millis, seconds } from "#kit/time.ts";
import type { Flow } from "#sip/transport/flow.ts";
import { stunRequest } from "#sip/transport/stun.ts";
import type { Clock } from "#world/clock.ts";
import { type Random, randomBelow, token } from "#world/random.ts";

/** Keeps a flow open until cancelled; tells when the peer can no more reach us along it. */
export type KeepOpen = (flow: Flow, lost: () => void) => Cancel;

/** A router's door to one UDP peer, kept open by STUN (RFC 5626 §4.4.2). */
export interface KeptOpen {
  /** An answer came, with the address that we are seen at; `id` in hex. */
  answered(id: string, mapped: string): void;
  close(): void;
}

export interface KeptOpenMeans {
  readonly clock: Clock;
  readonly random: Random;
  readonly send: (data: Uint8Array) => void;
}

/** §4.4.2: every 24 to 29 s, for a router may forget after 30. */
const every = (random: Random): Millis => millis(24_000 + randomBelow(random, 5000));
/** An unanswered one is sent again, each time after twice as long, four times in all: 7.5 s. */
const [firstWait, most] = [seconds(0.5), 4];

/**
 * Tells `lost` when we are seen at another address than before, or when no answer comes any more:
 * then the peer cannot reach us where it thinks we are. Who has never answered is only kept open.
 */
export function keptOpen({ clock, random, send }: KeptOpenMeans, lost: () => void): KeptOpen {
  let [id, seenAt]: [id: string, seenAt: string | undefined] = ["", undefined];
  let cancel: Cancel = () => undefined;

  function rests(): void {
    id = "";
    cancel = clock.at(after(clock.now(), every(random)), () => {
      id = token(random, 96);
      asks(1);
    });
  }

  function asks(time: number): void {
    send(stunRequest(fromHex(id)));
    const wait = millis(firstWait * 2 ** (time - 1));
    cancel = clock.at(after(clock.now(), wait), () => {
      if (time < most) asks(time + 1);
      else gone(undefined);
    });
  }

  function gone(at: string | undefined): void {
    const wasSeen = seenAt !== undefined;
    seenAt = at;
    rests();
    if (wasSeen) lost();
  }

  id = token(random, 96);
  asks(1);
  return {
    answered(to, mapped) {
      if (to !== id) return;
      cancel();
      if (seenAt !== undefined && seenAt !== mapped) gone(mapped);
      else {
        seenAt = mapped;
        rests();
      }
    },
    close: () => cancel(),
  };
}
