import type { ServiceMeans } from "#server/legs/serviceLeg.ts";
import type { Asked, ServiceDesk } from "#server/services/serviceDesk.ts";
import { soundsOfCountry } from "#server/sounds.ts";
import { dialled } from "#telephony/number/dialPlan.ts";
import { codeOf } from "#telephony/services/readCode.ts";
import { dialPlan, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** What the house needs to do what one telephone asks for. */
export function serviceMeans(
  asked: Asked,
  desk: ServiceDesk,
  settings: Settings,
  fileOf: (prompt: string) => string | undefined,
): Pick<ServiceMeans, "input" | "judge" | "perform" | "tone"> {
  const code = codeOf(asked.service, settings.services.starCodes);
  return {
    input: asked.input,
    judge: (input) =>
      code === undefined
        ? { is: "complete", service: true }
        : dialled(code + input, dialPlan(settings)),
    async perform(input) {
      const says = await desk.perform({ ...asked, input: input.replace(/#$/, "") });
      return says?.flatMap((prompt) => fileOf(prompt) ?? []);
    },
    tone: (which) => soundsOfCountry(numbering(settings).country).tones[which],
  };
}
