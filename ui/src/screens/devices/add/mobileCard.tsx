import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { deviceQuery, sessionQuery, statusQuery } from "../../../api/queries.ts";
import { here, linkTo } from "../../../kit/base.ts";
import { useConnected, usePage, useWords } from "../../../kit/page.tsx";
import { Card, GoButton, Notice, Press, Trouble } from "../../../kit/parts.tsx";
import { QrCode } from "../../../kit/qrCode.tsx";
import { LoginFacts } from "../login.tsx";
import { type Login, useDevices } from "../useDevices.ts";
import { type Named, NameForm } from "./nameForm.tsx";

interface Added {
  readonly id: string;
  readonly name: string;
  readonly login?: Login | undefined;
}

/** A mobile, by a code that works once. */
export function MobileCard() {
  const { say } = useWords();
  const connected = useConnected();
  const { add } = useDevices();
  const [added, setAdded] = useState<Added>();
  const make = (named: Named): void =>
    add.mutate(
      { ...named, kind: "sip" },
      { onSuccess: ({ id, login }) => setAdded({ id, name: named.name, login }) },
    );
  return (
    <Card title={say("add.mobile.title")}>
      {added ? (
        <Invite added={added} />
      ) : (
        <>
          <p className="muted small add-text">{say("add.mobile.text")}</p>
          <NameForm onNamed={make}>
            <Press look="primary" type="submit" isDisabled={!connected}>
              {say("add.mobile.go")}
            </Press>
          </NameForm>
          <Trouble error={add.error} />
        </>
      )}
    </Card>
  );
}

function Invite({ added: { id, name, login } }: { readonly added: Added }) {
  const { api, words } = usePage();
  const { say } = words;
  const { invite } = useDevices();
  const device = useQuery({ ...deviceQuery(api, id), refetchInterval: 5000 }).data;
  const tlsPort = useQuery(statusQuery(api)).data?.sip?.tlsPort ?? 5061;
  const ownAuthority = useQuery(sessionQuery(api)).data?.authority;
  const url = invite.data && linkTo(invite.data.path);
  if (device && device.state !== "offline")
    return (
      <div className="stack gap-small" role="status">
        <p className="plug-says">{say("add.mobile.done", { name })}</p>
        <div>
          <GoButton to={`/devices/${id}`}>{say("add.show", { name })}</GoButton>
        </div>
      </div>
    );
  return (
    <div className="stack">
      {location.protocol !== "https:" && <Notice look="amber">{say("add.mobile.insecure")}</Notice>}
      {ownAuthority !== undefined && (
        <Notice>
          <p>{say("add.mobile.localAuthority")}</p>
          <a href={here(ownAuthority)}>{say("add.mobile.authority")}</a>
        </Notice>
      )}
      {url !== undefined && invite.data && (
        <div className="stack gap-small invite">
          <QrCode text={url} label={say("add.mobile.scan")} />
          <p>{say("add.mobile.scan")}</p>
          <p className="muted small num">
            {say("add.mobile.ends", { time: words.clock(invite.data.expires) })}
          </p>
          <a className="link" href={`linphone-config:${url}`}>
            {say("add.mobile.open")}
          </a>
        </div>
      )}
      <div>
        <Press
          look={url === undefined ? "primary" : ""}
          isPending={invite.isPending}
          onPress={() => invite.mutate(id)}
        >
          {say(url === undefined ? "add.mobile.go" : "add.mobile.again")}
        </Press>
      </div>
      <Trouble error={invite.error} />
      <p className="muted small">{say("add.mobile.push")}</p>
      {login && (
        <details className="small">
          <summary>{say("add.mobile.other")}</summary>
          <p className="muted">{say("add.mobile.otherText", { port: String(tlsPort) })}</p>
          <LoginFacts login={login} />
        </details>
      )}
    </div>
  );
}
