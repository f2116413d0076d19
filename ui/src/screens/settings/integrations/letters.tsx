import { dataOf } from "../../../api/client.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { usePage, useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { type Secret, secretOf, sectionOf, withoutEmpty } from "../parts/document.ts";
import { OptionalPart } from "../parts/optionalPart.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { type Part, usePart } from "../parts/usePart.ts";
import { LastTrouble } from "./lastTrouble.tsx";
import { TryIt } from "./tryIt.tsx";

interface Smtp {
  readonly server: string;
  readonly security?: string;
  readonly user?: string;
  readonly secret?: Secret;
  readonly from: string;
}
interface Mailbox {
  readonly email?: string | null;
  readonly smtp?: Smtp | null;
}
interface Written extends Smtp {
  readonly email: string;
}

const mailboxOf = (document: SettingsDocument): Mailbox => sectionOf<Mailbox>(document, "mailbox");

const withoutServer = (now: SettingsDocument): SettingsDocument => ({
  ...now,
  mailbox: { ...mailboxOf(now), email: null, smtp: null },
});

/** No server, no letters. */
function mailboxWith(now: SettingsDocument, written: Written, before: Smtp | undefined) {
  const { email, secret, ...smtp } = written;
  const login = secretOf({ name: smtp.user, secret }, before?.secret);
  const whole = withoutEmpty({ ...smtp, ...login });
  return {
    ...now,
    mailbox: {
      ...mailboxOf(now),
      email: email.trim() === "" ? null : email.trim(),
      smtp: smtp.server.trim() === "" ? null : { ...whole, from: smtp.from },
    },
  };
}

/** The mail server by which new messages are sent, and where to. */
export function Letters() {
  const { api, words } = usePage();
  const { say } = words;
  const { email, smtp } = mailboxOf(useSettings() ?? {});
  const before = smtp ?? undefined;
  const part = usePart<Written>({
    start: { ...(before ?? { server: "", from: "" }), email: email ?? "" },
    into: (now, written) => mailboxWith(now, written, before),
    at: () => "/mailbox",
    fields: ["/email", "/smtp"],
  });
  return (
    <OptionalPart
      title={say("letters.title")}
      text={say("letters.for")}
      part={part}
      told={say("letters.changed")}
      isThere={before !== undefined}
      removal={{ name: say("letters.server"), edit: withoutServer, told: say("letters.removed") }}
      trouble={<LastTrouble codes={/^mail\./} />}
      trial={
        <TryIt
          text={say("letters.try")}
          isDisabled={part.isChanged}
          ask={() => dataOf(api.client.POST("/api/v1/mailbox/letter/try"))}
          tell={({ to }) => say("letters.sent", { to })}
        />
      }
    >
      <Fields part={part} />
    </OptionalPart>
  );
}

function Fields({ part }: { readonly part: Part<Written> }) {
  const { say } = useWords();
  const { value } = part;
  const set = (more: Partial<Written>): void => part.set({ ...value, ...more });
  return (
    <div className="fields">
      <Field
        label={say("letters.to")}
        hint={say("letters.to.hint")}
        type="email"
        value={value.email}
        onChange={(text) => set({ email: text })}
        wrong={part.wrongAt("/email")}
      />
      <Field
        label={say("letters.from")}
        type="email"
        value={value.from}
        onChange={(from) => set({ from })}
        wrong={part.wrongAt("/smtp/from")}
      />
      <Field
        label={say("letters.server")}
        hint={say("letters.server.hint")}
        value={value.server}
        onChange={(server) => set({ server })}
        wrong={part.wrongAt("/smtp/server")}
      />
      <Choice
        label={say("letters.security")}
        value={value.security ?? "starttls"}
        onChange={(security) => set({ security })}
        options={[
          ["starttls", say("letters.security.starttls")],
          ["tls", say("letters.security.tls")],
          ["none", say("letters.security.none")],
        ]}
      />
      <Field
        label={say("settings.username")}
        value={value.user ?? ""}
        onChange={(user) => set({ user })}
        wrong={part.wrongAt("/smtp/user")}
        autoComplete="off"
      />
      <SecretField
        label={say("settings.secret")}
        value={value.secret}
        set={(secret) => set({ secret })}
        wrong={part.wrongAt("/smtp/secret")}
      />
    </div>
  );
}
