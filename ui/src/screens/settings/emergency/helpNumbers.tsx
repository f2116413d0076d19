import { helpUrn } from "#telephony/number/emergency.ts";
import { Field } from "../../../kit/fields.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import { PartForm } from "../parts/partForm.tsx";
import { helpIn, useHelp } from "./helpSettings.ts";
import { helpNumbersOf } from "./leaves.tsx";

const services = ["police", "fire", "ambulance"] as const;

/** What calls for help: the numbers of the country, and the owner's own beside them. */
export function HelpNumbers() {
  const { say } = useWords();
  const settings = useSettings() ?? {};
  const { numbers = [], test } = helpIn(settings);
  const country = settings.owner?.country ?? "US";
  const part = useHelp<{ readonly text: string; readonly test: string }>(
    { text: numbers.join(", "), test: test ?? "" },
    ({ text, test: number }) => ({
      numbers: text.split(/[,;\s]+/).filter((one) => one !== ""),
      test: number.trim() === "" ? null : number.trim(),
    }),
    ["/numbers", "/test"],
  );
  const known = helpNumbersOf({ ...settings, emergency: {} });
  return (
    <Card title={say("help.numbers")}>
      <div className="stack">
        <ul className="chips">
          {known.map((number) => {
            const urn = helpUrn(number, country);
            const service = services.find((one) => urn.endsWith(`.${one}`));
            return (
              <li key={number} className="chip amber">
                <b className="num">{number}</b>
                {service && say(`help.service.${service}`)}
              </li>
            );
          })}
        </ul>
        <p className="muted small">{say("help.numbers.text")}</p>
        <PartForm part={part} told={() => say("help.numbers.changed")} label={say("help.numbers")}>
          <div className="fields">
            <Field
              label={say("help.own")}
              hint={say("help.own.hint")}
              value={part.value.text}
              onChange={(text) => part.set({ ...part.value, text })}
              wrong={part.wrongAt("/numbers")}
            />
            <Field
              label={say("help.test")}
              hint={say("help.test.hint")}
              inputMode="tel"
              value={part.value.test}
              onChange={(number) => part.set({ ...part.value, test: number })}
              wrong={part.wrongAt("/test")}
            />
          </div>
        </PartForm>
      </div>
    </Card>
  );
}
