import { startRegistration } from "@simplewebauthn/browser";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { sessionQuery } from "../../api/queries.ts";
import { here } from "../../kit/base.ts";
import { keyInAddress } from "../../kit/keyInAddress.ts";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { usePage, useTitle } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { CodesPage } from "../setup/codesPage.tsx";
import { isReady, newSecret, SecretChoice, type SecretDraft } from "../setup/secretChoice.tsx";
import "../setup/setup.css";

/** `/join#k=…`: from an invitation to one's own calls: how one signs in, and the codes for when that is lost. */
export default function Join() {
  useTitle("join.title");
  const { api, words } = usePage();
  const [key] = useState(keyInAddress);
  const [codes, setCodes] = useState<readonly string[]>();
  const asked = useQuery({
    queryKey: ["invitation", key],
    queryFn: () => dataOf(api.client.POST("/api/v1/join/look", { body: { key } })),
    retry: false,
    enabled: codes === undefined,
  });
  const { say } = words;
  return (
    <main className="setup">
      {codes ? (
        <CodesPage codes={codes} done={() => location.assign(here("/"))} />
      ) : asked.error ? (
        <>
          <h1>{say("join.closed")}</h1>
          <p>{say("join.closed.text")}</p>
        </>
      ) : (
        asked.data && (
          <>
            <h1>{say("join.headline", asked.data)}</h1>
            <p>{say("join.text")}</p>
            <WayIn invitation={key} done={setCodes} />
          </>
        )
      )}
      <OtherLanguages />
    </main>
  );
}

interface WayProps {
  readonly invitation: string;
  readonly done: (codes: readonly string[]) => void;
}

function WayIn({ invitation, done }: WayProps) {
  const { say } = usePage().words;
  const [secret, setSecret] = useState<SecretDraft>(newSecret);
  const join = useJoin(invitation, done);
  const ready = isReady(secret);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) join.mutate(secret);
      }}
    >
      <SecretChoice secret={secret} choose={setSecret} />
      <Trouble error={join.error} />
      <div>
        <Press look="primary large" type="submit" isDisabled={!ready || join.isPending}>
          {say("setup.next")}
        </Press>
      </div>
    </form>
  );
}

function useJoin(key: string, done: WayProps["done"]) {
  const { api } = usePage();
  const queries = useQueryClient();
  return useMutation({
    async mutationFn({ how, password }: SecretDraft) {
      const shown = how === "password" ? { password } : { passkey: await passkey() };
      return dataOf(api.client.POST("/api/v1/join", { body: { key, ...shown } }));
    },
    onSuccess(session) {
      history.replaceState(null, "", here("/join")); // the link is used up
      api.carryCsrf(session.csrf);
      const { recoveryCodes = [], ...rest } = session;
      queries.setQueryData(sessionQuery(api).queryKey, rest);
      done(recoveryCodes);
    },
  });

  async function passkey() {
    const options = await dataOf(api.client.POST("/api/v1/join/passkey", { body: { key } }));
    return { ...(await startRegistration({ optionsJSON: options as never })) };
  }
}
