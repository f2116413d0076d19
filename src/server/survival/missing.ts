import type { CallEvent, Seat } from "#telephony/call/call.ts";
import { because, type LegEvent } from "#telephony/call/leg.ts";

/** What a leg that ended with its process would have told last. */
export type LastWords = (seat: Seat) => Promise<LegEvent | undefined> | undefined;

/** A party that could not be taken up has gone, behind what it has left to say. */
export function missing(
  call: { post(event: CallEvent): void },
  seat: Seat,
  lastWords: LastWords,
): void {
  const { leg } = seat;
  const gone = (): void =>
    call.post({ on: "leg", leg, event: { on: "ended", cause: because("lost") } });
  const said = lastWords(seat);
  if (!said) return void gone();
  void said.then((event) => {
    if (event) call.post({ on: "leg", leg, event });
    gone();
  });
}
