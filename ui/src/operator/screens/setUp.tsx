import { startRegistration } from "@simplewebauthn/browser";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useNavigate } from "react-router";
import { dataOf } from "../../api/client.ts";
import { Field } from "../../kit/fields.tsx";
import { keyInAddress } from "../../kit/keyInAddress.ts";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { usePage, useWords } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { CodesPage } from "../../screens/setup/codesPage.tsx";
import { useOp } from "../say.ts";

/** The printed link makes whoever opens it the operator. */
export function SetUp() {
  const queries = useQueryClient();
  const go = useNavigate();
  const [codes, setCodes] = useState<readonly string[]>();
  const done = (): void => void queries.invalidateQueries().then(() => go("/", { replace: true }));
  return (
    <main className="sign-in">
      {codes ? <CodesPage codes={codes} done={done} /> : <Ask made={setCodes} />}
    </main>
  );
}

/** How the operator will sign in. */
function Ask({ made }: { readonly made: (recoveryCodes: readonly string[]) => void }) {
  const say = useOp();
  const { say: sayIt } = useWords();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [by, setBy] = useState("password");
  const setUp = useSetUp(made);
  const ways = [
    ["password", sayIt("setup.you.password")],
    ["passkey", sayIt("setup.you.passkey")],
  ] as const;
  const enter = (event: FormEvent): void => {
    event.preventDefault();
    setUp.mutate(by === "password" ? { name, password } : { name });
  };
  return (
    <>
      <p className="eyebrow">{say("op.name")}</p>
      <h1>{say("setUp.headline")}</h1>
      <p className="muted">{say("setUp.text")}</p>
      <form className="card stack" onSubmit={enter}>
        <Field
          {...{ label: sayIt("setup.you.name"), autoComplete: "username", isRequired: true }}
          value={name}
          onChange={setName}
        />
        {typeof PublicKeyCredential !== "undefined" && (
          <Segments label={sayIt("setup.you.how")} value={by} onChange={setBy} options={ways} />
        )}
        {by === "password" && (
          <Field
            {...{ label: sayIt("setup.you.passwordLabel"), type: "password", isRequired: true }}
            hint={sayIt("setup.you.passwordHint")}
            autoComplete="new-password"
            value={password}
            onChange={setPassword}
          />
        )}
        <Trouble error={setUp.error} />
        <Press look="primary large" type="submit" isDisabled={setUp.isPending}>
          {say("setUp.go")}
        </Press>
      </form>
      <OtherLanguages />
    </>
  );
}

/** Without a password: by a passkey. */
function useSetUp(made: (recoveryCodes: readonly string[]) => void) {
  const { api } = usePage();
  const [key] = useState(keyInAddress);
  return useMutation({
    async mutationFn({ name, password }: { name: string; password?: string }) {
      if (password !== undefined)
        return dataOf(api.client.POST("/api/v1/setup", { body: { key, name, password } }));
      const asked = api.client.POST("/api/v1/setup/passkey", { body: { key, name } });
      const passkey = await startRegistration({ optionsJSON: (await dataOf(asked)) as never });
      const body = { key, name, passkey: { ...passkey } };
      return dataOf(api.client.POST("/api/v1/setup", { body }));
    },
    onSuccess: ({ recoveryCodes }) => made(recoveryCodes ?? []),
  });
}

/** Nobody has opened the printed link yet. */
export function NotSetUp() {
  const say = useOp();
  return (
    <main className="sign-in">
      <p className="eyebrow">{say("op.name")}</p>
      <h1>{say("setUp.headline")}</h1>
      <p>{say("setUp.noLink")}</p>
      <OtherLanguages />
    </main>
  );
}
