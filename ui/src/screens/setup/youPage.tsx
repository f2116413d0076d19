import { startRegistration } from "@simplewebauthn/browser";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { sessionQuery } from "../../api/queries.ts";
import { Field, Segments } from "../../kit/fields.tsx";
import { usePage, useTroubleText } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";

interface YouProps {
  readonly setupKey: string;
  /** With the recovery codes, which are shown once. */
  readonly done: (codes: readonly string[]) => void;
}
type How = "passkey" | "password";

const shortest = 10;
/** Passkeys belong to a name: an address has none, and plain HTTP has none of its own. */
const passkeysWork =
  isSecureContext &&
  typeof PublicKeyCredential !== "undefined" &&
  !/^[\d.]+$|:/.test(location.hostname);

/** Name, and a way to sign in. */
export function YouPage({ setupKey, done }: YouProps) {
  const { api, words } = usePage();
  const { say } = words;
  const session = useQuery(sessionQuery(api)).data;
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [how, setHow] = useState<How>(passkeysWork ? "passkey" : "password");
  const make = useMakeOwner(setupKey, done);
  const trouble = useTroubleText();
  const ready = name.trim() !== "" && (how === "passkey" || password.length >= shortest);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) make.mutate(how === "password" ? { name, password } : { name });
      }}
    >
      <h1>{say(session?.state === "setUp" ? "setup.you.headline" : "setup.you.again")}</h1>
      <p>{say("setup.you.text")}</p>
      <Field
        label={say("setup.you.name")}
        value={name}
        onChange={setName}
        autoComplete="name"
        autoFocus
      />
      {passkeysWork && (
        <div className="field">
          <span className="label">{say("setup.you.how")}</span>
          <div>
            <Segments
              label={say("setup.you.how")}
              value={how}
              onChange={(one) => setHow(one as How)}
              options={(["passkey", "password"] as const).map(
                (one) => [one, say(`setup.you.${one}`)] as const,
              )}
            />
          </div>
        </div>
      )}
      {how === "password" ? (
        <Field
          label={say("setup.you.passwordLabel")}
          hint={say("setup.you.passwordHint")}
          type="password"
          autoComplete="new-password"
          value={password}
          onChange={setPassword}
        />
      ) : (
        <p className="muted">{say("setup.you.passkeyText")}</p>
      )}
      {!passkeysWork && <p className="muted small">{say("setup.you.noPasskey")}</p>}
      {make.error && <Notice look="clay">{trouble(make.error)}</Notice>}
      <div>
        <Press look="primary large" type="submit" isDisabled={!ready || make.isPending}>
          {how === "passkey" && <KeyRound size={18} aria-hidden="true" />}
          {say("setup.next")}
        </Press>
      </div>
    </form>
  );
}

function useMakeOwner(key: string, done: YouProps["done"]) {
  const { api } = usePage();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ name, password }: { name: string; password?: string }) {
      const body = {
        key,
        name: name.trim(),
        ...(password === undefined ? await passkey(name) : { password }),
      };
      return dataOf(api.client.POST("/api/v1/setup", { body }));
    },
    onSuccess(session) {
      history.replaceState(null, "", "/setup"); // the link is used up
      api.carryCsrf(session.csrf);
      const { recoveryCodes = [], ...rest } = session;
      queries.setQueryData(sessionQuery(api).queryKey, rest);
      done(recoveryCodes);
    },
  });

  async function passkey(name: string) {
    const asked = { body: { key, name: name.trim() } };
    const options = await dataOf(api.client.POST("/api/v1/setup/passkey", asked));
    return { passkey: { ...(await startRegistration({ optionsJSON: options as never })) } };
  }
}
