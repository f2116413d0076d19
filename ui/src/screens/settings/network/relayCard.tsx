import { Choice, Field } from "../../../kit/fields.tsx";
import { useSettings, useWords } from "../../../kit/page.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { TryIt } from "../integrations/tryIt.tsx";
import { type Secret, withoutEmpty } from "../parts/document.ts";
import { OptionalPart } from "../parts/optionalPart.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { type Part, usePart } from "../parts/usePart.ts";
import { tryRelay } from "./relay.ts";
import "../parts/parts.css";

interface Turn {
  readonly urls: readonly string[];
  readonly by?: string;
  readonly username?: string;
  readonly secret?: Secret;
}
interface Written extends Omit<Turn, "urls"> {
  /** As they are typed, with commas between. */
  readonly urls: string;
}

const turnIn = ({ network }: SettingsDocument): Turn | undefined =>
  (network?.turn ?? undefined) as Turn | undefined;
const writtenOf = (turn: Turn | undefined): Written => ({
  by: "password",
  ...turn,
  urls: (turn?.urls ?? []).join(", "),
});

const withTurn = (now: SettingsDocument, turn: Turn | null): SettingsDocument => ({
  ...now,
  network: { ...now.network, turn },
});

/** As it is kept; a server that is not named is none. */
function turnOf({ urls, by, username, secret }: Written, before: Turn | undefined): Turn | null {
  const all = urls.split(",").map((one) => one.trim());
  const named = all.filter((one) => one !== "");
  if (named.length === 0) return null;
  const whole = { urls: named, by, secret: secret || before?.secret };
  return withoutEmpty({ ...whole, ...(by === "password" && { username }) }) as Turn;
}

/** A TURN server of the owner's, for browsers whose sound does not come here by itself. */
export function RelayCard() {
  const { say } = useWords();
  const before = turnIn(useSettings() ?? {});
  const part = usePart<Written>({
    start: writtenOf(before),
    from: (now) => writtenOf(turnIn(now)),
    into: (now, written) => withTurn(now, turnOf(written, before)),
    at: () => "/network/turn",
    fields: ["/urls", "/username", "/secret"],
  });
  return (
    <OptionalPart
      title={say("relay.title")}
      text={say("relay.for")}
      part={part}
      told={say("relay.changed")}
      isThere={before !== undefined}
      removal={{
        name: say("relay.title"),
        edit: (now) => withTurn(now, null),
        told: say("relay.removed"),
      }}
      trial={
        <TryIt
          text={say("relay.try")}
          isDisabled={part.isChanged}
          ask={tryRelay}
          tell={(found) =>
            say("relay.found", { is: found.is, ms: found.is === "works" ? found.ms : 0 })
          }
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
  const byPassword = value.by === "password";
  return (
    <div className="fields">
      <Field
        label={say("relay.urls")}
        hint={say("relay.urls.hint")}
        value={value.urls}
        onChange={(urls) => set({ urls })}
        wrong={part.wrongAt("/urls")}
        autoComplete="off"
        spellCheck="false"
      />
      <Choice
        label={say("relay.by")}
        value={value.by ?? "password"}
        onChange={(by) => set({ by })}
        options={[
          ["password", say("relay.by.password")],
          ["sharedSecret", say("relay.by.sharedSecret")],
        ]}
      />
      {byPassword && (
        <Field
          label={say("settings.username")}
          value={value.username ?? ""}
          onChange={(username) => set({ username })}
          wrong={part.wrongAt("/username")}
          autoComplete="off"
        />
      )}
      <SecretField
        label={say(byPassword ? "settings.secret" : "relay.secret")}
        hint={say(byPassword ? "relay.password.hint" : "relay.secret.hint")}
        value={value.secret}
        set={(secret) => set({ secret })}
        wrong={part.wrongAt("/secret")}
      />
    </div>
  );
}
