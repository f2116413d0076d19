import { Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import { Segments } from "../../kit/segments.tsx";

/** What somebody chooses to sign in with. */
export interface SecretDraft {
  readonly how: "passkey" | "password";
  readonly password: string;
}

export const shortestPassword = 10;
/** Passkeys belong to a name: an address has none, and plain HTTP has none of its own. */
export const passkeysWork =
  isSecureContext &&
  typeof PublicKeyCredential !== "undefined" &&
  !/^[\d.]+$|:/.test(location.hostname);

export const newSecret: SecretDraft = { how: passkeysWork ? "passkey" : "password", password: "" };

export const isReady = ({ how, password }: SecretDraft): boolean =>
  how === "passkey" || password.length >= shortestPassword;

interface ChoiceProps {
  readonly secret: SecretDraft;
  readonly choose: (secret: SecretDraft) => void;
}

/** A passkey where they work, or a password. */
export function SecretChoice({ secret, choose }: ChoiceProps) {
  const { say } = useWords();
  return (
    <>
      {passkeysWork && (
        <div className="field">
          <span className="label">{say("setup.you.how")}</span>
          <div>
            <Segments
              label={say("setup.you.how")}
              value={secret.how}
              onChange={(how) => choose({ ...secret, how: how as SecretDraft["how"] })}
              options={(["passkey", "password"] as const).map(
                (one) => [one, say(`setup.you.${one}`)] as const,
              )}
            />
          </div>
        </div>
      )}
      {secret.how === "password" ? (
        <Field
          label={say("setup.you.passwordLabel")}
          hint={say("setup.you.passwordHint")}
          type="password"
          autoComplete="new-password"
          value={secret.password}
          onChange={(password) => choose({ ...secret, password })}
        />
      ) : (
        <p className="muted">{say("setup.you.passkeyText")}</p>
      )}
      {!passkeysWork && <p className="muted small">{say("setup.you.noPasskey")}</p>}
    </>
  );
}
