import { startRegistration } from "@simplewebauthn/browser";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { sessionQuery } from "../../api/queries.ts";
import { here } from "../../kit/base.ts";
import { Field } from "../../kit/fields.tsx";
import { usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { isReady, newSecret, SecretChoice, type SecretDraft } from "./secretChoice.tsx";

interface YouProps {
  readonly setupKey: string;
  /** With the recovery codes, which are shown once. */
  readonly done: (codes: readonly string[]) => void;
}
/** Name, and a way to sign in. */
export function YouPage({ setupKey, done }: YouProps) {
  const { api, words } = usePage();
  const { say } = words;
  const session = useQuery(sessionQuery(api)).data;
  const [name, setName] = useState("");
  const [secret, setSecret] = useState<SecretDraft>(newSecret);
  const { how, password } = secret;
  const make = useMakeOwner(setupKey, done);
  const ready = name.trim() !== "" && isReady(secret);
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
      <SecretChoice secret={secret} choose={setSecret} />
      <Trouble error={make.error} />
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
      history.replaceState(null, "", here("/setup")); // the link is used up
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
