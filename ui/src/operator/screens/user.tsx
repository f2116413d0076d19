import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { dataOf } from "../../api/client.ts";
import { Field } from "../../kit/fields.tsx";
import { Card, Loaded, Notice, Press, Trouble } from "../../kit/parts.tsx";
import { type Invitation, type UserDetail, useCalls, useClient, useUser } from "../api.ts";
import { More, useAct } from "../change.tsx";
import { useMoment, useOp } from "../say.ts";
import { SurePress } from "../surePress.tsx";
import { CallList } from "./calls.tsx";
import { Hosting } from "./hosting.tsx";
import { NewInvitation } from "./invitation.tsx";
import { Rules } from "./narrowing.tsx";
import { ChangeUser, NarrowUser } from "./userChange.tsx";
import { State } from "./users.tsx";

/** One user: where they are, what they have published, and what the operator may do. */
export function OneUser() {
  const say = useOp();
  const { name = "" } = useParams();
  const asked = useUser(name);
  const [changing, setChanging] = useState(false);
  const calls = useCalls({ of: name });
  return (
    <>
      <p>
        <Link className="link" to="/">
          {say("user.back")}
        </Link>
      </p>
      <Loaded asked={asked}>
        {(user) => (
          <>
            <div className="row wrap gap-small">
              <h1>{user.name}</h1>
              <State of={user} />
            </div>
            <p className="num muted">{[...user.numbers, user.extension ?? ""].join(" ")}</p>
            {user.suspended !== undefined && (
              <Notice look="clay">{say("user.suspended", { reason: user.suspended })}</Notice>
            )}
            {user.narrowed !== undefined && (
              <Notice look="amber">{say("user.narrowed", { reason: user.narrowed })}</Notice>
            )}
            {changing ? (
              <ChangeUser of={user} close={() => setChanging(false)} />
            ) : (
              <div>
                <Press onPress={() => setChanging(true)}>{say("user.change")}</Press>
              </div>
            )}
            <Where of={user} />
            <Published of={user} />
            <NarrowUser of={user} />
            <Hosting of={user} />
            <Acts of={user} />
          </>
        )}
      </Loaded>
      <Card title={say("user.calls")}>
        <Loaded asked={calls.asked}>{(items) => <CallList calls={items} />}</Loaded>
        <More of={calls} />
      </Card>
    </>
  );
}

function Where({ of }: { readonly of: UserDetail }) {
  const say = useOp();
  const moment = useMoment();
  return (
    <Card title={say("user.where")}>
      {of.bindings.length === 0 ? (
        <p className="muted">{say("user.nowhere")}</p>
      ) : (
        <ul className="user-list">
          {of.bindings.map(({ at, protocol, expires, userAgent }) => (
            <li key={at}>
              <span className="grow num">
                {say("user.binding", { at, protocol, until: moment(expires) })}
              </span>
              <span className="muted small">{userAgent}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** To be read; nobody but the user changes it. */
function Published({ of: { policy } }: { readonly of: UserDetail }) {
  const say = useOp();
  const moment = useMoment();
  if (policy === undefined)
    return (
      <Card title={say("user.policy")}>
        <p className="muted">{say("user.noPolicy")}</p>
      </Card>
    );
  const { version, expires, rules, isOver } = policy;
  return (
    <Card title={say("user.policy")}>
      <p className="muted">
        {isOver
          ? say("user.policyOver", { version })
          : say("user.policyIs", { version, until: moment(expires) })}
      </p>
      <Rules of={rules} />
    </Card>
  );
}

function Acts({ of: { name, suspended, hosted } }: { readonly of: UserDetail }) {
  const say = useOp();
  const client = useClient();
  const go = useNavigate();
  const [reason, setReason] = useState("");
  const [invitation, setInvitation] = useState<Invitation>();
  const params = { path: { name } };
  const suspension = "/api/v1/users/{name}/suspension" as const;
  const suspend = useAct(() => dataOf(client.PUT(suspension, { params, body: { reason } })));
  const resume = useAct(() => dataOf(client.DELETE(suspension, { params })));
  const invite = useAct(
    () => dataOf(client.POST("/api/v1/users/{name}/invitation", { params })),
    setInvitation,
  );
  const remove = useAct(
    () => dataOf(client.DELETE("/api/v1/users/{name}", { params })),
    () => go("/"),
  );
  if (invitation)
    return <NewInvitation invitation={invitation} done={() => setInvitation(undefined)} />;
  return (
    <Card title={say("user.acts")}>
      <div className="stack">
        {suspended === undefined ? (
          <form
            className="act-form"
            onSubmit={(event) => {
              event.preventDefault();
              suspend.mutate();
            }}
          >
            <Field
              label={say("user.reason")}
              hint={say("user.reasonHint")}
              isRequired
              maxLength={120}
              value={reason}
              onChange={setReason}
            />
            <Press look="red" type="submit" isDisabled={suspend.isPending}>
              {say("user.suspend")}
            </Press>
          </form>
        ) : (
          <div>
            <Press onPress={() => resume.mutate()} isDisabled={resume.isPending}>
              {say("user.resume")}
            </Press>
          </div>
        )}
        {hosted === undefined && (
          <div className="row wrap">
            <Press onPress={() => invite.mutate()} isDisabled={invite.isPending}>
              {say("user.invite")}
            </Press>
            <span className="muted small">{say("user.inviteText")}</span>
          </div>
        )}
        <div className="row wrap">
          <SurePress
            act={remove}
            text={say("user.remove")}
            warning={say("user.removeText", { name })}
          />
        </div>
        <Trouble error={suspend.error ?? resume.error ?? invite.error ?? remove.error} />
      </div>
    </Card>
  );
}
