import { startRegistration } from "@simplewebauthn/browser";
import { useQuery } from "@tanstack/react-query";
import { KeyRound } from "lucide-react";
import { useState } from "react";
import { dataOf, type Schemas } from "../../api/client.ts";
import { Field } from "../../kit/fields.tsx";
import { usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { CodeList } from "../setup/codesPage.tsx";
import { passkeysWork, shortestPassword } from "../setup/secretChoice.tsx";
import { useAct } from "./useAct.ts";

type Credentials = Schemas["Credentials"];
const key = "credentials";

/** How whoever is here signs in: password, passkeys by their names, recovery codes. */
export function WaysIn() {
  const { api, words } = usePage();
  const asked = useQuery({
    queryKey: [key],
    queryFn: () => dataOf(api.client.GET("/api/v1/session/credentials")),
  });
  return (
    <Card title={words.say("family.ways")}>
      <Loaded asked={asked}>
        {(has) => (
          <ul className="list">
            <Password has={has} />
            {has.passkeys.map((one) => (
              <Passkey key={one.id} passkey={one} />
            ))}
            {passkeysWork && <NewPasskey />}
            <RecoveryCodes left={has.recoveryCodes} />
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function Password({ has }: { readonly has: Credentials }) {
  const { api, words } = usePage();
  const { say } = words;
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useAct(key, async () => {
    const body = { password: next, ...(has.password && { current }) };
    await dataOf(api.client.PUT("/api/v1/session/password", { body }));
    setOpen(false);
    setCurrent("");
    setNext("");
  });
  return (
    <li className="wrap">
      <div className="grow">
        <div className="name">{say("family.password")}</div>
        <div className="muted small" role="status">
          {say(
            change.isSuccess
              ? "family.password.changed"
              : has.password
                ? "family.password.set"
                : "family.password.none",
          )}
        </div>
      </div>
      <Press aria-expanded={open} onPress={() => setOpen(!open)}>
        {say(has.password ? "family.password.change" : "family.password.choose")}
      </Press>
      {open && (
        <form
          className="stack family-form"
          onSubmit={(event) => {
            event.preventDefault();
            change.mutate(undefined);
          }}
        >
          {has.password && (
            <Field
              label={say("family.password.current")}
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={setCurrent}
            />
          )}
          <Field
            label={say("family.password.new")}
            hint={say("setup.you.passwordHint")}
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={setNext}
          />
          <Trouble error={change.error} />
          <div>
            <Press
              look="primary"
              type="submit"
              isDisabled={next.length < shortestPassword || change.isPending}
            >
              {say("settings.save")}
            </Press>
          </div>
        </form>
      )}
    </li>
  );
}

function Passkey({ passkey }: { readonly passkey: Credentials["passkeys"][number] }) {
  const { api, words } = usePage();
  const { say } = words;
  const trouble = useTroubleText();
  const path = { id: passkey.id };
  const remove = useAct(key, () =>
    dataOf(api.client.DELETE("/api/v1/session/passkeys/{id}", { params: { path } })),
  );
  return (
    <li className="wrap">
      <div className="grow">
        <div className="name" dir="auto">
          {passkey.name}
        </div>
        <div className="muted small num">
          {passkey.made === undefined
            ? say("family.passkey")
            : say("family.passkey.since", { when: words.moment(passkey.made) })}
        </div>
        {remove.error && <p className="wrong">{trouble(remove.error)}</p>}
      </div>
      <Press
        aria-label={say("settings.removeLabel", { name: passkey.name })}
        isDisabled={remove.isPending}
        onPress={() => remove.mutate(undefined)}
      >
        {say("settings.remove")}
      </Press>
    </li>
  );
}

function NewPasskey() {
  const { api, words } = usePage();
  const { say } = words;
  const [name, setName] = useState<string>();
  const add = useAct(key, async (called: string) => {
    const options = await dataOf(api.client.POST("/api/v1/session/passkeys/options"));
    const passkey = { ...(await startRegistration({ optionsJSON: options as never })) };
    const body = { name: called, passkey };
    await dataOf(api.client.POST("/api/v1/session/passkeys", { body }));
    setName(undefined);
  });
  if (name === undefined)
    return (
      <li>
        <Press onPress={() => setName("")}>
          <KeyRound size={16} aria-hidden="true" />
          {say("family.passkey.add")}
        </Press>
      </li>
    );
  return (
    <li className="wrap">
      <form
        className="stack family-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== "") add.mutate(name.trim());
        }}
      >
        <Field
          label={say("family.passkey.name")}
          hint={say("family.passkey.hint")}
          value={name}
          onChange={setName}
          autoFocus
        />
        <Trouble error={add.error} />
        <div className="row wrap">
          <Press look="primary" type="submit" isDisabled={name.trim() === "" || add.isPending}>
            {say("family.passkey.make")}
          </Press>
          <Press look="bare" onPress={() => setName(undefined)}>
            {say("family.cancel")}
          </Press>
        </div>
      </form>
    </li>
  );
}

function RecoveryCodes({ left }: { readonly left: number }) {
  const { api, words } = usePage();
  const { say } = words;
  const trouble = useTroubleText();
  const [codes, setCodes] = useState<readonly string[]>();
  const make = useAct(key, async () => {
    const made = await dataOf(api.client.POST("/api/v1/session/recovery-codes"));
    setCodes(made.recoveryCodes);
  });
  return (
    <li className="wrap">
      <div className="grow">
        <div className="name">{say("family.codes")}</div>
        <div className="muted small">{say("family.codes.left", { n: left })}</div>
        {make.error && <p className="wrong">{trouble(make.error)}</p>}
      </div>
      <Press isDisabled={make.isPending} onPress={() => make.mutate(undefined)}>
        {say("family.codes.new")}
      </Press>
      {codes && (
        <div className="stack family-form">
          <p className="small">{say("setup.codes.text")}</p>
          <CodeList codes={codes} />
          <div>
            <Press onPress={() => setCodes(undefined)}>{say("setup.codes.done")}</Press>
          </div>
        </div>
      )}
    </li>
  );
}
