import type { CallBook } from "#exchange/calls/callBook.ts";
import { channels } from "#exchange/channels.ts";
import type { ExchangeParts } from "#exchange/exchangeParts.ts";
import type { HelpCalls } from "#exchange/help/helpCalls.ts";
import type { Counts } from "#exchange/inside.ts";
import { type Locations, locations } from "#exchange/locations.ts";
import type { Refusals } from "#exchange/refusals.ts";
import {
  commonBans,
  commonChannels,
  commonRate,
  nonceKey,
} from "#exchange/workers/commonLimits.ts";
import { commonLocations } from "#exchange/workers/commonLocations.ts";
import { branchMark } from "#exchange/workers/ownership.ts";
import { type CountedTransactionLayer, transactionLayer } from "#sip/agent/transactionLayer.ts";
import { bans, rateLimit } from "#sip/guard/strangers.ts";

/* What an exchange is made from that differs between one process and one of several. */

/** Transactions, whose branches say which worker awaits the answer. */
export const layerOf = (
  { world, transports, locate, crew }: ExchangeParts,
  { note }: Refusals,
  { numberOf }: Pick<HelpCalls, "numberOf">,
) =>
  transactionLayer({
    ...{ ...world, transports, locate },
    spares: (request) => numberOf(request) !== undefined,
    insane: (code, { host }) => note(code, host),
    branchMark: crew && branchMark(crew.crew.own),
  });

/** Where everybody is. */
export function locationsOf(parts: ExchangeParts): Locations {
  if (parts.locations !== undefined) return parts.locations; // of several nodes
  const { bindings, crew } = parts;
  const { clock } = parts.world;
  const own = locations(clock, bindings);
  return crew === undefined ? own : commonLocations(own, crew.crew, clock);
}

/** What holds over all that we do, and over all workers. */
export function limitsOf({ world: { clock }, settings, key: { key }, crew: of }: ExchangeParts) {
  const perMinute = settings.limits.strangersPerMinute;
  const own = {
    ...{ nonceKey: key, bans: bans(), guesses: rateLimit(5, 1), channels: channels(clock) },
    strangers: rateLimit(perMinute, perMinute / 60),
  };
  if (of === undefined) return own;
  const { crew } = of;
  return {
    nonceKey: nonceKey(key, crew.own),
    bans: commonBans(own.bans, crew, clock),
    guesses: commonRate(own.guesses, { crew, clock, topic: "guesses" }),
    channels: commonChannels(own.channels, crew),
    strangers: commonRate(own.strangers, { crew, clock, topic: "strangers" }),
  };
}

/** Of this process. */
export const countsOf = (
  { relays, crew, dropped }: ExchangeParts,
  layer: CountedTransactionLayer,
  book: CallBook,
): Counts => {
  const receiveDrops = dropped?.(); // nothing is said where the system says nothing
  return {
    ...{ ...layer.counts, ...book.counts, ...relays?.relays.counts },
    ...(receiveDrops !== undefined && { receiveDrops }),
    ...(crew && { handedOver: crew.handedOver() }),
  };
};
