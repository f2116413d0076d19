import { useQuery } from "@tanstack/react-query";
import { ArrowRight, Monitor, Phone, Router } from "lucide-react";
import { Link } from "react-router";
import type { Device } from "../../api/client.ts";
import { accountsQuery, devicesQuery, messagesQuery } from "../../api/queries.ts";
import { useHandset, useNames, usePage, useWords } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { RingMe } from "../../kit/ringMe.tsx";

export function MessagesCard() {
  const { api, words } = usePage();
  const names = useNames();
  const asked = useQuery(messagesQuery(api));
  const fresh = asked.data?.filter(({ heard }) => !heard).length ?? 0;
  const link = <Link to="/voicemail">{words.say("home.newMessages", { n: fresh })}</Link>;
  return (
    <Card title={words.say("home.voicemail")} action={link}>
      <Loaded asked={asked} lines={2}>
        {(messages) =>
          messages.length === 0 ? (
            <p className="muted small">{words.say("home.noMessages")}</p>
          ) : (
            <ul className="list">
              {messages.slice(0, 3).map((one) => (
                <li key={one.id}>
                  <span className={`dot ${one.heard ? "off" : ""}`} aria-hidden="true" />
                  <div className="grow">
                    <div className="name" dir="auto">
                      {names.party(one.from)}
                      {!one.heard && <span className="hidden">, {words.say("voicemail.new")}</span>}
                    </div>
                    <div className="muted small num">
                      {words.day(one.received, Date.now())} {words.clock(one.received)}
                    </div>
                  </div>
                  <span className="muted small num">{words.timer(one.lengthMs)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Card>
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

export function DeviceRow({ device }: { readonly device: Device }) {
  const words = useWords();
  const { device: own } = useHandset();
  const Icon = deviceIcon(device.kind);
  return (
    <li>
      <Icon size={19} strokeWidth={1.7} className="muted" aria-hidden="true" />
      <div className="grow">
        <div className="name" dir="auto">
          {device.name}
        </div>
        <div className="muted small">{about(device)}</div>
      </div>
      <DeviceState device={device} />
    </li>
  );

  function about({ id, kind, name }: Device): string {
    if (id === own && name !== words.say("device.here")) return words.say("device.here");
    const known = ["sip", "browser", "mgcp", "analog"] as const;
    const one = known.find((it) => it === kind);
    return one ? words.say(`device.kind.${one}`) : kind;
  }
}

export function DeviceState({ device: { state } }: { readonly device: Device }) {
  const { say } = useWords();
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
  const names = useNames();
  const asked = useQuery(accountsQuery(api));
  const link = (
    <Link to="/settings/accounts">
      {words.say("home.settings")} <ArrowRight size={13} aria-hidden="true" />
    </Link>
  );
  if (asked.data?.length === 0) return null;
  return (
    <Card title={words.say("home.line")} action={link}>
      <Loaded asked={asked} lines={1}>
        {(accounts) => (
          <dl className="facts">
            {accounts.map(({ id, state, server, detail }) => (
              <div className="fact" key={id}>
                <dt title={server}>{names.account(id)}</dt>
                <dd className={state === "failed" ? "bad" : ""}>
                  {words.say(`account.${state}`)}
                  {detail !== undefined && <div className="muted small">{detail}</div>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Loaded>
    </Card>
  );
}
