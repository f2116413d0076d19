import { Check, Field } from "../../../kit/fields.tsx";
import { useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import type { Draft } from "../draft.ts";

/** Those that are made by themselves, and how many of them are kept. */
export default function Nights({ draft }: { readonly draft: Draft }) {
  const { say } = useWords();
  const backup = draft.document.backup ?? {};
  const set = (change: Partial<NonNullable<SettingsDocument["backup"]>>): void =>
    draft.edit((now) => ({ ...now, backup: { ...now.backup, ...change } }));
  const { nightly = false, keep = 7, passphrase } = backup;
  const isKept = typeof passphrase === "object";
  return (
    <section className="card stack" aria-label={say("backups.nights")}>
      <h2>{say("backups.nights")}</h2>
      <Check
        label={say("backups.nightly")}
        checked={nightly}
        onChange={(on) => set({ nightly: on })}
      />
      <div className="fields">
        <Field
          label={say("backups.keep")}
          hint={say("backups.keep.hint")}
          type="number"
          inputMode="numeric"
          value={String(keep)}
          onChange={(text) => set({ keep: text === "" ? "" : Number(text) })}
          wrong={draft.wrongAt("/backup/keep")}
        />
        <Field
          label={say("backups.nightPassphrase")}
          hint={say("backups.nightPassphrase.hint")}
          value={typeof passphrase === "string" ? passphrase : ""}
          placeholder={isKept ? say("settings.secret.kept") : ""}
          onChange={(text) => set({ passphrase: text })}
          wrong={draft.wrongAt("/backup/passphrase")}
          autoComplete="off"
          spellCheck="false"
        />
      </div>
    </section>
  );
}
