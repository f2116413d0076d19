import { X } from "lucide-react";
import { Check } from "../../../kit/fields.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import { Card, Press } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { countries } from "../../../words/places.ts";
import { NumberField } from "../itemField.tsx";
import { type Limits, type Outgoing, sectionOf } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import { usePart } from "../parts/usePart.ts";
import { countryName } from "./outWords.ts";

/** The kinds of numbers that cost more, and whether they may be called where nothing is said. */
const tariffs = [
  ["abroad", "deny"],
  ["premium", "deny"],
  ["shared", "allow"],
  ["satellite", "deny"],
] as const;

const limitsOf = (document: SettingsDocument): Limits =>
  sectionOf<Outgoing>(document, "outgoing").limits ?? {};
const places = ["abroad", "premium", "shared", "satellite", "countries", "never"];
const amounts = ["minutesPerDay", "callsAtOnce"];

/** What may be called, how long, and how much at once. */
export function LimitsCard() {
  const { say } = useWords();
  const settings = useSettings();
  const part = usePart<Limits>({
    start: settings ? limitsOf(settings) : {},
    from: limitsOf,
    into: (now, limits) => ({
      ...now,
      outgoing: { ...sectionOf<Outgoing>(now, "outgoing"), limits },
    }),
    at: () => "/outgoing/limits",
    fields: [...places, ...amounts].map((key) => `/${key}`),
  });
  const { value } = part;
  const abroad = value.abroad === "allow";
  const set = (more: Partial<Limits>): void => part.set({ ...value, ...more });
  return (
    <Card title={say("limits.title")}>
      <PartForm part={part} told={() => say("limits.changed")} label={say("limits.title")}>
        <p className="muted small">{say("limits.text")}</p>
        <div className="checks">
          {tariffs.map(([tariff, usual]) => (
            <Check
              key={tariff}
              label={say(`limits.${tariff}`)}
              checked={(value[tariff] ?? usual) === "allow"}
              onChange={(on) => set({ [tariff]: on ? "allow" : "deny" })}
            />
          ))}
        </div>
        {!abroad && (
          <Countries
            label={say("limits.countries")}
            codes={value.countries ?? []}
            set={(codes) => set({ countries: codes })}
          />
        )}
        {(abroad || (value.never ?? []).length > 0) && (
          <Countries
            label={say("limits.never")}
            codes={value.never ?? []}
            set={(codes) => set({ never: codes })}
          />
        )}
        <div className="fields">
          <NumberField
            label={say("limits.minutes")}
            hint={say("limits.minutes.hint")}
            value={value.minutesPerDay === undefined ? 600 : value.minutesPerDay}
            set={(n) => set({ minutesPerDay: n })}
            wrong={part.wrongAt("/minutesPerDay")}
          />
          <NumberField
            label={say("limits.calls")}
            hint={say("limits.none.hint")}
            value={value.callsAtOnce}
            set={(n) => set({ callsAtOnce: n })}
            wrong={part.wrongAt("/callsAtOnce")}
          />
        </div>
      </PartForm>
    </Card>
  );
}

interface CountriesProps {
  readonly label: string;
  readonly codes: readonly string[];
  readonly set: (codes: readonly string[]) => void;
}

/** Those that are chosen, each to be taken away, and the others to choose from. */
export function Countries({ label, codes, set }: CountriesProps) {
  const words = useWords();
  const { say } = words;
  const others = countries(words.locale).filter(([code]) => !codes.includes(code));
  return (
    <fieldset className="field">
      <legend className="label">{label}</legend>
      {codes.length > 0 && (
        <div className="chips">
          {codes.map((code) => {
            const name = countryName(code, words);
            return (
              <span key={code} className="chip sky">
                {name}
                <Press
                  look="bare icon"
                  aria-label={say("settings.removeLabel", { name })}
                  onPress={() => set(codes.filter((one) => one !== code))}
                >
                  <X size={13} aria-hidden="true" />
                </Press>
              </span>
            );
          })}
        </div>
      )}
      <select
        className="input"
        aria-label={say("limits.addCountry", { to: label })}
        value=""
        onChange={({ target }) => set([...codes, target.value])}
      >
        <option value="">{say("limits.country")}</option>
        {others.map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </fieldset>
  );
}
