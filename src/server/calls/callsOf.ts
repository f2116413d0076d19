/** The host of a house's calls: who directs them, makes their legs, and does what they ask for. */
import { CallHost } from "#server/callHost.ts";
import type { Director } from "#server/calls/director.ts";
import type { HouseDesk } from "#server/calls/houseDesk.ts";
import { Consultant } from "#server/consult/consultant.ts";
import { type LegMakerMeans, makeLeg } from "#server/legs/legMaker.ts";
import type { Voicemail } from "#server/mailbox/voicemail.ts";
import type { ServerParts } from "#server/serverParts.ts";
import type { ServiceDesk } from "#server/services/serviceDesk.ts";
import { soundsOf } from "#server/sounds.ts";

export interface CallsMeans {
  readonly parts: ServerParts;
  readonly greetings: Voicemail["greetings"];
  readonly director: Director;
  /** For each leg as it is made: the settings may be others. */
  readonly legs: () => LegMakerMeans;
  /** Theirs come later than the calls, which they serve. */
  readonly services: () => ServiceDesk;
  readonly desk: () => HouseDesk;
}

export function callsOf({
  parts,
  greetings,
  director,
  legs,
  services,
  desk,
}: CallsMeans): CallHost {
  const { world, engine, sounds, settings } = parts;
  const consultant = new Consultant(parts);
  return new CallHost({
    world,
    engine,
    soundOf: soundsOf(
      () => settings.current(),
      sounds,
      (name) => greetings.fileOf(name),
    ),
    makeLeg: (id, target, order) => makeLeg(id, target, order, legs()),
    reach: (target, call) => director.reach(target, call),
    leftToday: () => director.leftToday(),
    decide: (call, draft) => director.decide(call, draft),
    block: (caller, call) => void services().block(caller, call),
    refer: (asking) => desk().referAsked(asking),
    journal: parts.journal,
    consult: (asking) => consultant.ask(asking),
  });
}
