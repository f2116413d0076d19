import { Check } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import { ShownNumber } from "../goingOut/wayForm.tsx";
import { PartForm } from "../parts/partForm.tsx";
import { helpIn, useHelp } from "./helpSettings.ts";

interface Telling {
  readonly notify: readonly string[];
  readonly shows?: string;
}

/** Who is told when somebody here calls for help, and where those who help call back. */
export function Told() {
  const { say } = useWords();
  const names = useNames();
  const settings = useSettings() ?? {};
  const { notify = [], shows } = helpIn(settings);
  const part = useHelp<Telling>(
    { notify, ...(shows !== undefined && { shows }) },
    (value) => ({ notify: value.notify, shows: value.shows }),
    ["/notify", "/shows"],
  );
  const { value } = part;
  const people = (settings.people ?? []).filter(
    ({ id, numbers = [], groups = [] }) =>
      value.notify.includes(id) ||
      (numbers.length > 0 && groups.some((one) => one === "family" || one === "favourites")),
  );
  return (
    <Card title={say("help.told")}>
      <PartForm part={part} told={() => say("help.told.changed")} label={say("help.told")}>
        <p className="muted small">{say("help.told.text")}</p>
        {people.length === 0 && <p className="muted small">{say("help.told.nobody")}</p>}
        <div className="checks">
          {people.map(({ id }) => (
            <Check
              key={id}
              label={names.person(id)}
              checked={value.notify.includes(id)}
              onChange={(on) =>
                part.set({
                  ...value,
                  notify: on ? [...value.notify, id] : value.notify.filter((one) => one !== id),
                })
              }
            />
          ))}
        </div>
        <div className="fields">
          <ShownNumber
            label={say("help.shows")}
            none={say("out.shows.account")}
            value={value.shows}
            set={(id) => {
              const { shows: _, ...rest } = value;
              part.set(id === "" ? rest : { ...rest, shows: id });
            }}
          />
        </div>
      </PartForm>
    </Card>
  );
}
