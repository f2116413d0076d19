import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { dataOf } from "../../api/client.ts";
import { keyInAddress } from "../../kit/keyInAddress.ts";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { Card, Notice, Press } from "../../kit/parts.tsx";
import { QrCode } from "../../kit/qrCode.tsx";
import { type Invitation, useClient } from "../api.ts";
import { useMoment, useOp } from "../say.ts";

/** The text that is pasted at the user's own server, and what a plain telephone wants. */
function Texts({ of }: { readonly of: Invitation }) {
  const say = useOp();
  const moment = useMoment();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const { server, username: user, password, until } = of;
  return (
    <div className="grow stack gap-small">
      <div className="field">
        <label htmlFor={id}>{say("invitation.text")}</label>
        <textarea id={id} className="secret-text" readOnly rows={6} value={of.text} />
      </div>
      {navigator.clipboard && (
        <div>
          <Press
            onPress={() => void navigator.clipboard.writeText(of.text).then(() => setCopied(true))}
          >
            {say(copied ? "invitation.copied" : "invitation.copy")}
          </Press>
        </div>
      )}
      <p className="muted small">{say("invitation.telephone", { server, user, password })}</p>
      <p className="muted small">{say("invitation.until", { until: moment(until) })}</p>
    </div>
  );
}

/** An invitation that was made just now: shown this once, as a link, as a picture and as a text. */
export function NewInvitation({
  invitation,
  done,
}: {
  readonly invitation: Invitation;
  readonly done: () => void;
}) {
  const say = useOp();
  const name = invitation.username;
  const link = `${location.origin}/invitation#k=${invitation.key}`;
  return (
    <Card title={say("invitation.for", { name })}>
      <div className="stack">
        <Notice look="sky">{say("invitation.once", { name })}</Notice>
        <div className="invitation-grid">
          <QrCode text={link} label={say("invitation.qr", { name })} />
          <div className="grow stack gap-small">
            <p>
              <b>{say("invitation.link")}</b>
            </p>
            <p className="secret-text">{link}</p>
            <Texts of={invitation} />
          </div>
        </div>
        <div>
          <Press look="primary" onPress={done}>
            {say("invitation.done")}
          </Press>
        </div>
      </div>
    </Card>
  );
}

/** What the link leads to, for whoever was given it. */
export function InvitationPage() {
  const say = useOp();
  const client = useClient();
  const [key] = useState(keyInAddress);
  const { data, error } = useQuery({
    queryKey: ["invitation", key],
    queryFn: () => dataOf(client.POST("/api/v1/invitation", { body: { key } })),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <main className="sign-in">
      <p className="eyebrow">{say("op.name")}</p>
      <h1>{data ? say("invitation.for", { name: data.username }) : say("invitation.title")}</h1>
      {error && <Notice look="clay">{say("invitation.gone")}</Notice>}
      {data && (
        <div className="card stack">
          <p>{say("invitation.howTo")}</p>
          <Texts of={data} />
        </div>
      )}
      <OtherLanguages />
    </main>
  );
}
