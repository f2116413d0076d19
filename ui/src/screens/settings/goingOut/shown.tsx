import { Check } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { sectionOf, withoutEmpty } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import { usePart } from "../parts/usePart.ts";
import { outgoingOf, ShownNumber } from "./wayForm.tsx";

interface Shown {
  readonly shows?: string;
  readonly hide: boolean;
}
interface Services extends NonNullable<SettingsDocument["services"]> {
  readonly hideNumber?: boolean;
}

const shownIn = (document: SettingsDocument): Shown => {
  const { shows } = outgoingOf(document);
  const hide = sectionOf<Services>(document, "services").hideNumber === true;
  return { hide, ...(shows !== undefined && { shows }) };
};

/** Which number those who are called see, if any. */
export function ShownCard() {
  const { say } = useWords();
  const names = useNames();
  const settings = useSettings();
  const part = usePart<Shown>({
    start: settings ? shownIn(settings) : { hide: false },
    from: shownIn,
    into: (now, { shows, hide }) => {
      const services: Services = { ...sectionOf<Services>(now, "services"), hideNumber: hide };
      return { ...now, outgoing: withoutEmpty({ ...outgoingOf(now), shows }), services };
    },
    at: () => "",
    fields: ["/outgoing/shows", "/services/hideNumber"],
  });
  const { shows, hide } = part.value;
  const own = (settings?.devices ?? []).flatMap(({ id, ...one }) => {
    const number = one["shows"];
    return typeof number === "string"
      ? [say("shown.device", { device: names.title(id), number: names.ownNumber(number) })]
      : [];
  });
  return (
    <Card title={say("shown.title")}>
      <PartForm part={part} told={() => say("shown.changed")} label={say("shown.title")}>
        <Check
          label={say("shown.hide")}
          checked={hide}
          onChange={(on) => part.set({ ...part.value, hide: on })}
        />
        <div className="fields">
          <ShownNumber
            label={say("shown.number")}
            none={say("out.shows.account")}
            value={shows}
            set={(id) => part.set(withoutEmpty({ hide, shows: id }))}
          />
        </div>
        {own.length > 0 && <p className="muted small">{own.join(" · ")}</p>}
      </PartForm>
    </Card>
  );
}
