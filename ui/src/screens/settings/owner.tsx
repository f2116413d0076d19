import { Choice, Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import { countries, zones } from "../../words/places.ts";
import type { Draft } from "./draft.ts";

type Owner = NonNullable<Draft["document"]["owner"]>;

export function OwnerForm({ draft }: { readonly draft: Draft }) {
  const words = useWords();
  const { say } = words;
  const owner = draft.document.owner ?? {};
  const set = (change: Partial<Record<keyof Owner, string>>): void =>
    draft.edit((now) => ({ ...now, owner: without({ ...now.owner, ...change }) }));
  const wrong = (key: keyof Owner): string | undefined => draft.wrongAt(`/owner/${key}`);
  return (
    <section className="card fields" aria-label={say("settings.tab.owner")}>
      <Field
        label={say("settings.owner.name")}
        value={owner.name ?? ""}
        onChange={(name) => set({ name })}
        wrong={wrong("name")}
      />
      <Choice
        label={say("settings.country")}
        value={owner.country ?? ""}
        onChange={(country) => set({ country })}
        options={[["", "–"], ...countries(words.locale)]}
        wrong={wrong("country")}
      />
      <Choice
        label={say("settings.timeZone")}
        value={owner.timeZone ?? "UTC"}
        onChange={(timeZone) => set({ timeZone })}
        options={zones(owner.timeZone).map((zone) => [zone, zone.replaceAll("_", " ")] as const)}
        wrong={wrong("timeZone")}
      />
      <Field
        label={say("settings.areaCode")}
        hint={say("settings.areaCode.hint")}
        value={owner.areaCode ?? ""}
        onChange={(areaCode) => set({ areaCode })}
        wrong={wrong("areaCode")}
      />
      <Choice
        label={say("settings.language")}
        value={owner.language ?? "en"}
        onChange={(language) => set({ language })}
        options={[
          ["en", "English"],
          ["de", "Deutsch"],
        ]}
        wrong={wrong("language")}
      />
    </section>
  );
}

/** What was emptied is left out: the document then says what it means. */
const without = <T extends object>(object: T): T =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== "")) as T;
