import type { ServiceMeans } from "#server/legs/serviceLeg.ts";
import type { Asked, ServiceDesk } from "#server/services/serviceDesk.ts";
import { soundsOfCountry } from "#server/sounds.ts";
import { dialled } from "#telephony/number/dialled.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
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
  const plan = dialPlan(settings);
  /** What the keys behind the code come to: without the star and the hash of ETSI. */
  const inputOf = (keyed: string): string => {
    const meaning = meaningOf(`${code}${keyed}`, plan);
    return meaning.is === "service" ? meaning.input : keyed;
  };
  return {
    input: asked.input,
    judge: (input) =>
      code === undefined ? { is: "complete", service: true } : dialled(code + input, plan),
    async perform(keyed, pin) {
      const input = keyed === asked.input ? keyed : inputOf(keyed);
      const performed = await desk.perform({ ...asked, input }, pin);
      if (performed.is === "refused") return performed;
      const files = performed.says.flatMap((prompt) => fileOf(prompt) ?? []);
      return { is: performed.is, files };
    },
    tone: (which) => soundsOfCountry(numbering(settings).country).tones[which],
  };
}
