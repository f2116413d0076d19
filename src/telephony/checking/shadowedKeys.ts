/** What is dialled inside the house and means something else than its owner wished. */
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { readNumber } from "#telephony/number/phoneNumber.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Checked, Warning } from "./warning.ts";

export function shadowedKeys({ settings }: Checked): readonly Warning[] {
  const plan = dialPlan(settings);
  const speedDials = Object.keys(settings.services.speedDials).flatMap(
    (slot): readonly Warning[] => {
      const dialled = `${slot}#`;
      const meaning = meaningOf(dialled, plan);
      if (meaning.is === "number") return [];
      const path = pointer(["services", "speedDials", slot]);
      return [{ path, code: "check.speedDialShadowed", params: { slot, is: meaning.is }, dialled }];
    },
  );
  const telephones = settings.devices.flatMap(({ id }, i): readonly Warning[] => {
    const path = pointer(["devices", i, "id"]);
    const params = { device: id };
    const meaning = meaningOf(id, plan);
    if (meaning.is !== "telephone")
      return [
        {
          path,
          code: "check.telephoneShadowed",
          params: { ...params, is: meaning.is },
          dialled: id,
        },
      ];
    const number = readNumber(id, plan.home);
    return number?.is === "world"
      ? [
          {
            path,
            code: "check.telephoneShadows",
            params: { ...params, number: number.e164 },
            dialled: id,
          },
        ]
      : [];
  });
  return [...speedDials, ...telephones];
}
