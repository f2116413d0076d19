import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Monitor, Phone, Router } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Account, Device, Message } from "../../api/client.ts";
import { accountsQuery, devicesQuery, messagesQuery, networkQuery } from "../../api/queries.ts";
import { MessagePlayer } from "../../kit/messagePlayer.tsx";
import { useHandset, useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";
import { useIsOwn } from "../../shell/ownDevice.ts";
import { useMessage } from "../voicemail/useMessage.ts";

export function MessagesCard() {
  const { api, words } = usePage();
  const asked = useQuery(messagesQuery(api));
  const fresh = asked.data?.filter(({ heard }) => !heard) ?? [];
  const link = <Link to="/voicemail">{words.say("home.newMessages", { n: fresh.length })}</Link>;
  return (
    <Card title={words.say("home.voicemail")} action={link}>
      <Loaded asked={asked} lines={2}>
        {(messages) =>
          fresh.length === 0 ? (
            <p className="muted small">
              {words.say(messages.length === 0 ? "home.noMessages" : "home.allHeard")}
            </p>
          ) : (
            <ul className="home-messages">
              {fresh.slice(0, 3).map((message) => (
                <NewMessage key={message.id} message={message} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
  );
}

function NewMessage({ message }: { readonly message: Message }) {
  const words = useWords();
  const name = useNames().party(message.from);
  const { mark } = useMessage(message);
  return (
    <li className="home-message">
      <MessagePlayer message={message} onPlayed={() => mark.mutate(true)} />
      <p className="muted small">
        <span dir="auto">{name}</span> · {words.since(message.received, Date.now())}
      </p>
    </li>
  );
}

export function DevicesCard() {
  const { api, words } = usePage();
  const asked = useQuery(devicesQuery(api));
  const link = <Link to="/devices">{words.say("home.manage")}</Link>;
  return (
    <Card title={words.say("home.devices")} action={link}>
      <Loaded asked={asked}>
        {(devices) =>
          devices.length === 0 ? (
            <p className="muted small">{words.say("devices.none")}</p>
          ) : (
            <ul className="list">
              {devices.map((device) => (
                <DeviceRow key={device.id} device={device} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <div className="row home-ring">
        <RingMe look="" />
      </div>
    </Card>
  );
}

export const deviceIcon = (kind: string) =>
  kind === "browser" ? Monitor : kind === "mgcp" ? Router : Phone;

function DeviceRow({ device }: { readonly device: Device }) {
  const words = useWords();
  const kindOf = useKindOf();
  const Icon = deviceIcon(device.kind);
  const { state, since } = device;
  const away = state === "offline" && since !== undefined;
  const says = [
    kindOf(device),
    ...(away ? [words.say("device.since", { time: words.since(since, Date.now()) })] : []),
  ];
  return (
    <li>
      <Icon size={19} strokeWidth={1.7} className="muted" aria-hidden="true" />
      <div className="grow">
        <div className="name" dir="auto">
          {device.name}
        </div>
        <div className="muted small">{says.join(" · ")}</div>
      </div>
      <DeviceState device={device} />
    </li>
  );
}

/** What kind of telephone it is: "This browser", where its name does not say so already. */
export function useKindOf(): (device: Device) => string {
  const { say } = useWords();
  const { device: own } = useHandset();
  return ({ id, kind, name }) => {
    if (id === own && name !== say("device.here")) return say("device.here");
    const known = (["sip", "browser", "mgcp", "analog"] as const).find((one) => one === kind);
    return known ? say(`device.kind.${known}`) : kind;
  };
}

export function DeviceState({ device }: { readonly device: Device }) {
  const { say } = useWords();
  const isOwn = useIsOwn();
  const state = device.state === "offline" && isOwn(device.id) ? "idle" : device.state;
  const look = { idle: "", ringing: "amber", busy: "amber", offline: "off" }[state];
  return (
    <span className="row small device-state">
      <span className={`dot ${look}`} />
      {say(`device.${state}`)}
    </span>
  );
}

/** The ways to the world. */
export function LineCard() {
  const { api, words } = usePage();
  const asked = useQuery(accountsQuery(api));
  const link = (
    <Link to="/settings/network">
      {words.say("home.check")} <ArrowRight size={13} aria-hidden="true" />
    </Link>
  );
  if (asked.data?.length === 0) return null;
  return (
    <Card title={words.say("home.line")} action={link}>
      <Loaded asked={asked} lines={1}>
        {(accounts) => (
          <dl className="facts">
            {accounts.map((account) => (
              <Way key={account.id} account={account} alone={accounts.length === 1} />
            ))}
            <Reach />
          </dl>
        )}
      </Loaded>
    </Card>
  );
}

/** The only one has room for more: how far its server is, and since when it is as it is. */
function Way({ account, alone }: { readonly account: Account; readonly alone: boolean }) {
  const words = useWords();
  const { id, state, server, detail, roundTrip, since } = account;
  return (
    <>
      <Fact of={useNames().account(id)} title={server} look={state === "failed" ? "bad" : ""}>
        {words.say(`account.${state}`)}
        {detail !== undefined && <div className="muted small">{detail}</div>}
      </Fact>
      {roundTrip !== undefined && (
        <Fact of={words.say("home.roundTrip")}>
          {words.say("home.milliseconds", { n: Math.max(1, Math.round(roundTrip)) })}
        </Fact>
      )}
      {alone && <Fact of={words.say("home.lineSince")}>{words.since(since, Date.now())}</Fact>}
    </>
  );
}

/** Whether somebody outside comes in directly, as the last network check found. */
function Reach() {
  const { api, words } = usePage();
  const network = useQuery(networkQuery(api)).data;
  if (!network) return null;
  const code = network.check?.steps.find(({ id }) => id === "reach")?.finding?.code;
  const how = network.check ? (code?.replace("reach.", "") ?? "unknown") : "none";
  return (
    <Fact of={words.say("home.reach")} look={how === "shut" ? "bad" : ""}>
      {words.say("home.reachIs", { how })}
    </Fact>
  );
}

interface FactProps {
  readonly of: string;
  readonly title?: string;
  readonly look?: string;
  readonly children: ReactNode;
}

const Fact = ({ of, title, look = "", children }: FactProps) => (
  <div className="fact">
    <dt title={title}>{of}</dt>
    <dd className={look}>{children}</dd>
  </div>
);
