import { startAuthentication } from "@simplewebauthn/browser";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { ApiTrouble, dataOf } from "../../api/client.ts";
import { sessionQuery } from "../../api/queries.ts";
import { Field } from "../../kit/fields.tsx";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { usePage, useTitle, useTroubleText } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";
import { partsOf } from "../../words/say.ts";
import "./signIn.css";

type Secret =
  | { name?: string; password: string }
  | { name?: string; recoveryCode: string }
  | { passkey: Record<string, unknown> };

/** For the owner and the family: by passkey, password, or one of the recovery codes. */
export default function SignIn() {
  useTitle("signIn.title");
  const { api, words } = usePage();
  const queries = useQueryClient();
  const session = useQuery(sessionQuery(api)).data;
  const [by, setBy] = useState<"password" | "code">("password");
  const signIn = useMutation({
    mutationFn: (secret: Secret) => dataOf(api.client.POST("/api/v1/session", { body: secret })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const passkey = useMutation({
    async mutationFn() {
      const options = await dataOf(api.client.POST("/api/v1/session/passkey"));
      const answer = await startAuthentication({ optionsJSON: options as never });
      await signIn.mutateAsync({ passkey: { ...answer } });
    },
  });
  const canUsePasskey = session?.passkey === true && typeof PublicKeyCredential !== "undefined";
  return (
    <main className="sign-in">
      <p className="eyebrow">{words.say("app.name")}</p>
      <h1>{words.say("signIn.headline")}</h1>
      <div className="card stack">
        {canUsePasskey && (
          <Press
            look="primary large"
            isDisabled={passkey.isPending}
            onPress={() => passkey.mutate()}
          >
            <KeyRound size={18} aria-hidden="true" />
            {words.say("signIn.passkey")}
          </Press>
        )}
        <SecretForm
          by={by}
          named={session?.family === true}
          busy={signIn.isPending}
          enter={signIn.mutate}
        />
        <Trouble error={signIn.error ?? passkey.error} />
        <div className="bare-row">
          <Press look="bare" onPress={() => setBy(by === "password" ? "code" : "password")}>
            {words.say(by === "password" ? "signIn.useCode" : "signIn.usePassword")}
          </Press>
        </div>
      </div>
      <p className="muted small">
        <WithCode sentence={words.say("signIn.lost")} />
      </p>
      <OtherLanguages />
    </main>
  );
}

/** What is to be typed stands as code. */
const WithCode = ({ sentence }: { readonly sentence: string }) =>
  partsOf(sentence).map(({ text, em }) => (em ? <code key={text}>{text}</code> : text));

interface FormProps {
  readonly by: "password" | "code";
  /** Others than the owner may sign in, by their names. */
  readonly named: boolean;
  readonly busy: boolean;
  readonly enter: (secret: Secret) => void;
}

function SecretForm({ by, named, busy, enter }: FormProps) {
  const { words } = usePage();
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const secret = by === "password" ? { password: text } : { recoveryCode: text };
        enter(name.trim() === "" ? secret : { name: name.trim(), ...secret });
      }}
    >
      {named && (
        <Field
          label={words.say("signIn.name")}
          hint={words.say("signIn.nameHint")}
          autoComplete="username"
          value={name}
          onChange={setName}
        />
      )}
      {by === "password" ? (
        <Field
          key="password"
          label={words.say("signIn.password")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={text}
          onChange={setText}
        />
      ) : (
        <Field
          key="code"
          label={words.say("signIn.code")}
          hint={words.say("signIn.codeHint")}
          autoComplete="off"
          autoFocus
          value={text}
          onChange={setText}
        />
      )}
      <Press look="primary large" type="submit" isDisabled={busy}>
        {words.say("signIn.submit")}
      </Press>
    </form>
  );
}

function Trouble({ error }: { readonly error: unknown }) {
  const { words } = usePage();
  const text = useTroubleText();
  if (!error) return null;
  const refused = error instanceof ApiTrouble ? error : undefined;
  const said = (): string => {
    if (refused?.status === 401) return words.say("signIn.wrong");
    if (refused?.status === 429) return words.say("signIn.wait");
    return refused ? text(error) : words.say("signIn.cancelled");
  };
  return <Notice look="clay">{said()}</Notice>;
}
