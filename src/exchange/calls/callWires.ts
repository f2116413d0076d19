import type { Cancel, Listen } from "#kit/listeners.ts";
import { after, seconds } from "#kit/time.ts";
import { LadderBook, type LadderDialog, type WireRow } from "#sip/agent/ladderBook.ts";
import type { Traffic } from "#sip/agent/userAgent.ts";
import type { Clock } from "#world/clock.ts";

/** The messages of calls, while there is time for it. */
export interface CallWires {
  rows(dialogs: readonly LadderDialog[]): readonly WireRow[];
  close(): void;
}

/** A second with more messages than this is none in which one looks at single ones. */
const busyAbove = 2000;
const oneSecond = seconds(1);

/** Under load it looks away, a second at a time: nothing that is only looked at may cost calls. */
export function callWires(traffic: Listen<Traffic>, clock: Clock): CallWires {
  const book = new LadderBook(() => true);
  let began = clock.now();
  let seen = 0;
  let cancel: Cancel = traffic(note);

  function note(one: Traffic): void {
    const now = clock.now();
    if (now - began >= oneSecond) [began, seen] = [now, 0];
    if (++seen > busyAbove) lookAway();
    else if (one.text === "INVITE" || book.has(one.callId)) book.note(one, now);
  }

  function lookAway(): void {
    cancel();
    cancel = clock.at(after(clock.now(), oneSecond), () => {
      cancel = traffic(note);
    });
  }

  return {
    rows: (dialogs) => book.rows(dialogs),
    close: () => cancel(),
  };
}
