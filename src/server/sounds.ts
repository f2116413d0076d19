import { countryOf } from "#media/tone/countries.ts";
import type { Country } from "#media/tone/country.ts";
import type { SoundOf } from "#server/patchboard.ts";
import type { Sounds } from "#server/serverParts.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

const countries = new Map<string, Country>();

/** A country's sounds, read once. */
export function soundsOfCountry(code: string): Country {
  const known = countries.get(code) ?? countryOf(code);
  countries.set(code, known);
  return known;
}

/**
 * What a leg hears when nobody speaks to it: the country's ringback, or what the owner lets the held
 * hear. `own`: the file of a recording of the owner's; where there is none of that name any more, our music.
 */
export function soundsOf(
  settings: () => Settings,
  { music }: Pick<Sounds, "music">,
  own: (name: string) => string | undefined,
): SoundOf {
  const fileOf = (held: string): string | undefined => {
    const [, name] = /^greeting:(.+)$/.exec(held) ?? [];
    return name === undefined ? undefined : own(name);
  };
  return (port, sound) => {
    const { owner, numbers, services } = settings();
    const tones = soundsOfCountry(numbering({ owner, numbers }).country).tones;
    switch (sound) {
      case "ringback":
        return { do: "tone", port, tone: tones.ringback };
      case "music":
        return services.held === "silence"
          ? { do: "stop", port, only: "playing" }
          : { do: "play", port, files: [fileOf(services.held) ?? music], loop: true };
    }
  };
}
