import type { AuditAct, AuditBook } from "#exchange/operator/auditBook.ts";
import { keptExchange, shownExchange } from "#exchange/settings/secrets.ts";
import type { ExchangeSettings } from "#exchange/settings/settings.ts";
import { validateExchange } from "#exchange/settings/validate.ts";
import type { Drawer } from "#exchange/store/drawer.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import type { Crypto } from "#world/crypto.ts";
import { turns } from "#world/turns.ts";

/** As it is written: with what a person left out left out. */
export type Written = Readonly<Record<string, unknown>> & {
  readonly users?: readonly WrittenUser[];
};
export type WrittenUser = Readonly<Record<string, unknown>> & { readonly name: string };

/** Refused whole, each mistake with its place; `settings.conflict`: somebody else was first. */
export type SettingsOutcome = Result<{ readonly etag: string }, readonly SettingsProblem[]>;

/** A change of the document, and how it is told in the audit. */
export type Edit = (
  written: Written,
  settings: ExchangeSettings,
) => Result<readonly [Written, AuditAct]>;

export interface DeskMeans {
  /** Where the document is, by the key `exchange`. */
  readonly kept: Drawer;
  readonly crypto: Pick<Crypto, "sha256Hex">;
  readonly audit: AuditBook;
  /** It is in force from now on. */
  readonly use: (settings: ExchangeSettings) => void;
}

/** The document's key in its drawer. */
export const settingsKey = "exchange";

interface Read {
  readonly text: string;
  readonly written: Written;
  readonly settings: ExchangeSettings;
  readonly etag: string;
}

/** The settings' document as the operator changes it: whole or not at all, one after the other, each noted. */
export class SettingsDesk {
  readonly #means: DeskMeans;
  readonly #inTurn = turns();

  constructor(means: DeskMeans) {
    this.#means = means;
  }

  /** Without secrets. */
  async read(): Promise<Result<{ readonly document: unknown; readonly etag: string }>> {
    const now = await this.#now();
    if (!now.ok) return now;
    const { written, etag } = now.value;
    return ok({ document: shownExchange(written), etag });
  }

  /** The whole document; secrets that read as set are kept. */
  replace(document: unknown, etag: string, who: string): Promise<SettingsOutcome> {
    const change: Edit = (written) => {
      const kept = keptExchange(document, written) as Written;
      const sections = changedSections(written, kept).join(", ");
      return ok([kept, { act: "settingsReplaced", params: { sections } }]);
    };
    return this.#inTurn(() => this.#change(who, change, etag));
  }

  async edit(who: string, change: Edit, etag?: string): Promise<Result<{ readonly etag: string }>> {
    let done = await this.#inTurn(() => this.#change(who, change, etag));
    for (let again = 0; isConflict(done) && etag === undefined && again < mostAgain; again++)
      done = await this.#inTurn(() => this.#change(who, change, etag)); // on what another node has written
    if (done.ok) return done;
    const { code = "settings.refused", path = "", detail = "" } = done.problem[0] ?? {};
    return fail(code, `${path} ${detail}`.trim());
  }

  async #change(who: string, change: Edit, etag: string | undefined): Promise<SettingsOutcome> {
    const now = await this.#now();
    if (!now.ok) return placeless(now.problem);
    if (etag !== undefined && etag !== now.value.etag) return placeless(conflict);
    const changed = change(now.value.written, now.value.settings);
    if (!changed.ok) return placeless(changed.problem);
    const [written, act] = changed.value;
    const checked = validateExchange(written);
    if (!checked.ok) return checked;
    const { kept, use, audit } = this.#means;
    const text = `${JSON.stringify(written, null, 2)}\n`;
    const done = await kept.swap(settingsKey, text, now.value.text);
    if (!done.ok)
      return placeless(done.problem.code === "store.conflict" ? conflict : done.problem);
    use(checked.value);
    audit.note(who, act);
    return ok({ etag: this.#etagOf(text) });
  }

  async #now(): Promise<Result<Read>> {
    const found = await this.#means.kept.get(settingsKey);
    if (!found.ok) return found;
    const text = found.value ?? "";
    const written = parsed(text);
    const checked = validateExchange(written);
    if (written === undefined || !checked.ok)
      return fail("settings.refused", "what is in the file now is no settings");
    return ok({ text, written, settings: checked.value, etag: this.#etagOf(text) });
  }

  #etagOf(text: string): string {
    return this.#means.crypto.sha256Hex(text).slice(0, 16);
  }
}

/** So often others may be first with a change that minds nobody else's. */
const mostAgain = 5;

const isConflict = (done: SettingsOutcome): boolean =>
  !done.ok && done.problem.some(({ code }) => code === "settings.conflict");

const conflict = problem("settings.conflict", "they were changed by somebody else meanwhile");
const placeless = (one: Problem): SettingsOutcome => failWith([{ ...one, path: "" }]);

function parsed(text: string): Written | undefined {
  try {
    return JSON.parse(text) as Written;
  } catch {
    return undefined;
  }
}

const changedSections = (before: Written, after: Written): readonly string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]),
  );
