import { dataOf } from "../../../api/client.ts";
import { Check, Field } from "../../../kit/fields.tsx";
import { usePage, useSettings, useWords } from "../../../kit/page.tsx";
import { Card } from "../../../kit/parts.tsx";
import { Segments } from "../../../kit/segments.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { LongField } from "../itemField.tsx";
import { type Secret, sectionOf } from "../parts/document.ts";
import { PartForm } from "../parts/partForm.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { type Part, usePart } from "../parts/usePart.ts";
import { LastTrouble } from "./lastTrouble.tsx";
import { TryIt } from "./tryIt.tsx";

interface ByHttp {
  readonly by: "http";
  readonly url: string;
  readonly secret?: Secret;
  readonly inside?: boolean;
}
interface ByCommand {
  readonly by: "command";
  readonly command: readonly string[];
}
interface Mailbox {
  readonly transcription?: ByHttp | ByCommand | null;
}
/** As it is typed. */
interface Written {
  readonly by: "nobody" | "http" | "command";
  readonly url: string;
  readonly secret?: Secret;
  readonly inside: boolean;
  readonly lines: string;
}

const mailboxOf = (document: SettingsDocument): Mailbox => sectionOf<Mailbox>(document, "mailbox");

function writtenOf(kept: Mailbox["transcription"]): Written {
  const none = { url: "", inside: false, lines: "" };
  if (!kept) return { by: "nobody", ...none };
  if (kept.by === "command") return { ...none, by: "command", lines: kept.command.join("\n") };
  const { by, url, secret, inside = false } = kept;
  return { by, url, inside, lines: "", ...(secret && { secret }) };
}

function keptOf({ by, url, secret, inside, lines }: Written): Mailbox["transcription"] {
  if (by === "nobody") return null;
  if (by === "http") return { by, url, inside, ...(secret && { secret }) };
  const command = lines.split("\n").map((line) => line.trim());
  return { by, command: command.filter((line) => line !== "") };
}

/** Who writes down what was said in messages. */
export function Transcription() {
  const { api, words } = usePage();
  const { say } = words;
  const kept = mailboxOf(useSettings() ?? {}).transcription;
  const start = writtenOf(kept);
  const part = usePart<Written>({
    start,
    into: (now, written) => {
      const secret = written.secret || start.secret;
      const transcription = keptOf({ ...written, ...(secret && { secret }) });
      return { ...now, mailbox: { ...mailboxOf(now), transcription } };
    },
    at: () => "/mailbox/transcription",
    fields: ["/url", "/secret", "/command"],
  });
  return (
    <Card title={say("transcription.title")}>
      <div className="stack">
        <p className="muted small">{say("transcription.for")}</p>
        <LastTrouble codes={/^(mailbox\.noTranscript|commands\.)/} />
        <PartForm
          part={part}
          told={() => say("transcription.changed")}
          label={say("transcription.title")}
        >
          <Fields part={part} />
        </PartForm>
        {kept && (
          <TryIt
            text={say("transcription.try")}
            isDisabled={part.isChanged}
            ask={() => dataOf(api.client.POST("/api/v1/mailbox/transcription/try"))}
            tell={({ said, heard, after }) =>
              say("transcription.heard", { said, heard, after: words.briefly(after) })
            }
          />
        )}
      </div>
    </Card>
  );
}

interface FieldsProps {
  readonly part: Part<Written>;
}

function Fields({ part }: FieldsProps) {
  const { say } = useWords();
  const { value } = part;
  const set = (more: Partial<Written>): void => part.set({ ...value, ...more });
  return (
    <>
      <div>
        <Segments
          label={say("transcription.by")}
          value={value.by}
          onChange={(by) => set({ by: by as Written["by"] })}
          options={[
            ["nobody", say("transcription.by.nobody")],
            ["http", say("transcription.by.http")],
            ["command", say("transcription.by.command")],
          ]}
        />
      </div>
      {value.by === "http" && <HttpFields part={part} />}
      {value.by === "command" && (
        <LongField
          label={say("transcription.command")}
          hint={say("transcription.command.hint", { file: "{file}" })}
          value={value.lines}
          set={(lines) => set({ lines })}
          wrong={part.wrongAt("/command")}
        />
      )}
    </>
  );
}

function HttpFields({ part }: FieldsProps) {
  const { say } = useWords();
  const { value } = part;
  const set = (more: Partial<Written>): void => part.set({ ...value, ...more });
  return (
    <>
      <div className="fields">
        <Field
          label={say("elsewhere.url")}
          hint={say("transcription.url.hint")}
          inputMode="url"
          value={value.url}
          onChange={(url) => set({ url })}
          wrong={part.wrongAt("/url")}
        />
        <SecretField
          label={say("transcription.secret")}
          hint={say("transcription.secret.hint")}
          value={value.secret}
          set={(secret) => set({ secret })}
          wrong={part.wrongAt("/secret")}
        />
      </div>
      <Check
        label={say("elsewhere.inside")}
        checked={value.inside}
        onChange={(inside) => set({ inside })}
      />
    </>
  );
}
