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

/** What a leg hears when nobody speaks to it: the country's ringback, or what the owner lets the held hear. */
export function soundsOf(settings: () => Settings, sounds: Sounds): SoundOf {
  return (port, sound) => {
    const { owner, numbers, services } = settings();
    const tones = soundsOfCountry(numbering({ owner, numbers }).country).tones;
    switch (sound) {
      case "ringback":
        return { do: "tone", port, tone: tones.ringback };
      case "music":
        return services.held === "music"
          ? { do: "play", port, files: [sounds.music], loop: true }
          : { do: "stop", port, only: "playing" };
    }
  };
}
