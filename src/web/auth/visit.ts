import type { EventSource } from "#kit/eventRing.ts";
import { sameValue } from "#kit/sameValue.ts";
import type { Control } from "#server/control.ts";
import type { Who } from "#web/auth/recognizer.ts";
import { controlAs } from "#web/auth/theirControl.ts";

/** Somebody who stays to listen: by a socket, or a stream of events. */
export interface Visit<C extends EventSource = Control> {
  /** The server as it is for them. */
  readonly control: C;
  /** False once they were signed out, or other things are theirs than when they came. */
  readonly lasts: () => boolean;
}

/** `who` tells who asks now; undefined: a stranger, who does not come in. */
export function visit(control: Control, who: () => Who | undefined): Visit | undefined {
  const came = who();
  return (
    came && {
      control: controlAs(came, control),
      lasts() {
        const now = who();
        return now !== undefined && sameValue(belongingsOf(now), belongingsOf(came));
      },
    }
  );
}

const belongingsOf = ({ member }: Who) =>
  member && { devices: member.devices, numbers: member.numbers };
