import { type Millis, millis } from "#kit/time.ts";
import { type LinePlan, silence } from "#media/callerId/linePlan.ts";

/**
 * What the battery says during a call, for the machines on a line that cannot hear: answering
 * machines, alarm panels, private exchanges, coin telephones.
 */

/** The far end has answered: the battery changes over for as long as the call lasts. */
export const answerReversal: LinePlan = { pieces: [{ name: "speech", feed: "reversed" }] };

/** When the battery goes after the far end has hung up, and for how long. */
export interface Disconnection {
  readonly after: Millis;
  readonly length: Millis;
}

/** Two seconds, as Cisco's ATAs (which come with the signal off); then 500 ms as DAHDI. */
export const usualDisconnection: Disconnection = { after: millis(2000), length: millis(500) };

/** Open-loop disconnect, also called calling party control: no battery for a moment, then as before. */
export const openLoopDisconnect = ({
  after,
  length,
}: Disconnection = usualDisconnection): LinePlan => ({
  pieces: [{ name: "speech", length: after }, silence(length, "open"), { name: "speech" }],
});
