/** What a service is told about the call that it is to decide: what rules may look at, as JSON. */

import { asCaller } from "#server/calls/decisions.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { Given } from "#telephony/call/plan.ts";
import { isHidden, personOf } from "#telephony/directing/directory.ts";
import { modeAt } from "#telephony/directing/times.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** A hidden caller's number is told to nobody. */
export function questionAbout(
  { id, from, to, via, test }: CallAbout,
  given: Given,
  { settings, rule }: { readonly settings: Settings; readonly rule: string },
): string {
  const caller = asCaller(from);
  const person = personOf(caller, settings);
  const { number, address, name } = caller;
  return JSON.stringify({
    type: "call.decide",
    timestamp: new Date(given.at).toISOString(),
    data: {
      call: id,
      rule,
      from: isHidden(caller)
        ? { hidden: true }
        : {
            hidden: false,
            number,
            address,
            name,
            ...(person && { person: person.id, groups: person.groups }),
          },
      to,
      via,
      ...(test !== undefined && { test: true }),
      mode: modeAt(settings.mode, given.at),
      devices: given.devices,
      attested: given.attested,
      before: given.before,
    },
  });
}
