import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, Bell } from "lucide-react";
import { Link, useParams } from "react-router";
import { ApiTrouble, type Device } from "../../api/client.ts";
import { deviceQuery } from "../../api/queries.ts";
import {
  useConnected,
  useIsOwner,
  useNames,
  usePage,
  useTitle,
  useWords,
} from "../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { useRing } from "../../kit/ringMe.tsx";
import { DeviceState, useKindOf } from "../home/aside.tsx";
import { ChangeDevice } from "./changeDevice.tsx";
import { NewPassword } from "./newPassword.tsx";
import { PlugIn } from "./plugIn.tsx";
import { RemoveDevice } from "./removeDevice.tsx";
import "./oneDevice.css";

/** One telephone: how it is, which rules ring it, and all that is done with it. */
export default function OneDevice() {
  useTitle("devices.title");
  const { api, words } = usePage();
  const { id = "" } = useParams();
  const asked = useQuery(deviceQuery(api, id));
  const gone = asked.error instanceof ApiTrouble && asked.error.status === 404;
  return (
    <div className="stack">
      <Link className="link" to="/devices">
        <ArrowLeft size={15} aria-hidden="true" />
        {words.say("device.back")}
      </Link>
      {gone ? (
        <h1>{words.say("device.unknown")}</h1>
      ) : (
        <Loaded asked={asked}>{(device) => <Told key={device.id} device={device} />}</Loaded>
      )}
    </div>
  );
}

function Told({ device }: { readonly device: Device }) {
  const { say } = useWords();
  const kind = useKindOf()(device);
  const { room } = device;
  const isOwner = useIsOwner();
  return (
    <>
      <div className="top device-top">
        <div className="left">
          <p className="eyebrow">
            {room === undefined ? kind : say("devices.kindIn", { kind, room })}
          </p>
          <h1 dir="auto">{device.name}</h1>
          <DeviceState device={device} />
        </div>
        <RingNow device={device} />
      </div>
      <div className="columns">
        <div className="stack">
          <RungBy device={device} />
          {isOwner && <ChangeDevice device={device} />}
        </div>
        <div className="stack">
          <Facts device={device} />
          {isOwner && device.kind === "sip" && (
            <>
              <Card title={say("add.desk.plug")}>
                <PlugIn device={device.id} name={device.name} />
              </Card>
              <NewPassword device={device} />
            </>
          )}
          {isOwner && <RemoveDevice device={device} />}
        </div>
      </div>
    </>
  );
}

function RingNow({ device }: { readonly device: Device }) {
  const { say } = useWords();
  const connected = useConnected();
  const ring = useRing();
  return (
    <div className="stack gap-small ring-now">
      <Press
        look="primary"
        isDisabled={!connected || device.state !== "idle"}
        isPending={ring.isPending}
        onPress={() => ring.mutate(device.id)}
      >
        <Bell size={17} aria-hidden="true" />
        {say("device.ringNow")}
      </Press>
      <p className="muted small" role="status">
        {say(
          device.state === "offline"
            ? "device.offlineText"
            : ring.isSuccess
              ? "devices.rang"
              : "device.ringText",
          { name: device.name },
        )}
      </p>
      <Trouble error={ring.error} />
    </div>
  );
}

function RungBy({ device: { rungBy } }: { readonly device: Device }) {
  const { say } = useWords();
  const names = useNames();
  const link = useIsOwner() && <Link to="/handling">{say("device.rungByGo")}</Link>;
  return (
    <Card title={say("device.ringing.title")} action={link}>
      {rungBy.length === 0 ? (
        <p className="muted">{say("device.rungByNone")}</p>
      ) : (
        <ul className="list">
          {rungBy.map(({ id }) => (
            <li key={id} dir="auto">
              {names.rule(id)}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const codecNames: Readonly<Record<string, string>> = {
  PCMU: "G.711 µ",
  PCMA: "G.711 A",
  G722: "G.722",
  opus: "Opus",
};

function Facts({ device }: { readonly device: Device }) {
  const words = useWords();
  const { say } = words;
  const { address, transport, codecs, userAgent, expires, lastCall, since, state } = device;
  const at = (moment: number): string => words.since(moment, Date.now());
  return (
    <Card title={say("device.facts")}>
      <dl className="facts device-facts">
        {since !== undefined && <Fact of={say("device.fact.since", { state })}>{at(since)}</Fact>}
        {address !== undefined && <Fact of={say("device.fact.address")}>{address}</Fact>}
        {transport !== undefined && <Fact of={say("device.fact.transport")}>{transport}</Fact>}
        {expires !== undefined && <Fact of={say("device.fact.expires")}>{at(expires)}</Fact>}
        {codecs !== undefined && (
          <Fact of={say("device.fact.codecs")}>
            {words.list(codecs.map((one) => codecNames[one] ?? one))}
          </Fact>
        )}
        {userAgent !== undefined && <Fact of={say("device.fact.agent")}>{userAgent}</Fact>}
        <Fact of={say("device.fact.lastCall")}>
          {lastCall ? (
            <Link className="link" to={`/calls/${lastCall.id}`}>
              {at(lastCall.began)}
            </Link>
          ) : (
            say("device.noCall")
          )}
        </Fact>
      </dl>
      {device.kind === "sip" && address === undefined && (
        <p className="muted small">{say("device.never")}</p>
      )}
    </Card>
  );
}

const Fact = ({ of, children }: { readonly of: string; readonly children: React.ReactNode }) => (
  <div className="fact">
    <dt>{of}</dt>
    <dd dir="auto">{children}</dd>
  </div>
);
