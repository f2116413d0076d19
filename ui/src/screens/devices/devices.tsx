import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Link } from "react-router";
import type { Device } from "../../api/client.ts";
import { devicesQuery, statusQuery } from "../../api/queries.ts";
import {
  useConnected,
  useHandset,
  usePage,
  useSettings,
  useTitle,
  useTroubleText,
} from "../../kit/page.tsx";
import { Card, GoButton, Loaded, Notice, Press } from "../../kit/parts.tsx";
import { useRing } from "../../kit/ringMe.tsx";
import { DeviceState, deviceIcon, useKindOf } from "../home/aside.tsx";
import BecomeTelephone from "../phone/become.tsx";
import "./devices.css";

/** The owner's telephones. */
export default function Devices() {
  useTitle("devices.title");
  const { api, words } = usePage();
  const asked = useQuery(devicesQuery(api));
  const ready = asked.data?.filter(({ state }) => state !== "offline").length ?? 0;
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{words.say("devices.title")}</p>
          <h1>{words.say("devices.headline", { n: ready })}</h1>
        </div>
        <GoButton to="/settings/devices" look="primary">
          <Plus size={17} aria-hidden="true" />
          {words.say("devices.add")}
        </GoButton>
      </div>
      <div className="columns">
        <div className="stack">
          <Loaded asked={asked} lines={6}>
            {(devices) => (
              <>
                {devices.length === 0 && <p className="empty">{words.say("devices.none")}</p>}
                <ul className="device-cards">
                  {devices.map((device) => (
                    <DeviceCard key={device.id} device={device} />
                  ))}
                </ul>
              </>
            )}
          </Loaded>
        </div>
        <div className="stack">
          <ThisBrowser />
          <DeskPhone />
        </div>
      </div>
    </>
  );
}

function DeviceCard({ device }: { readonly device: Device }) {
  const { words } = usePage();
  const kindOf = useKindOf();
  const connected = useConnected();
  const ring = useRing();
  const trouble = useTroubleText();
  const Icon = deviceIcon(device.kind);
  const facts = [kindOf(device), device.address, device.userAgent].filter(Boolean);
  return (
    <li className="card device" id={`device-${device.id}`}>
      <Icon size={24} strokeWidth={1.6} className="muted" aria-hidden="true" />
      <div className="about">
        <h2 dir="auto">{device.name}</h2>
        <p className="muted small">{facts.join(" · ")}</p>
      </div>
      <div className="state">
        <DeviceState device={device} />
        {device.since !== undefined && (
          <p className="muted small num">
            {words.say("device.since", { time: words.since(device.since, Date.now()) })}
          </p>
        )}
      </div>
      <Press
        isDisabled={!connected || device.state !== "idle"}
        isPending={ring.isPending}
        aria-label={words.say("devices.ringLabel", { name: device.name })}
        onPress={() => ring.mutate(device.id)}
      >
        {words.say("devices.ring")}
      </Press>
      <div className="says" role="status">
        {ring.isSuccess && (
          <span className="small">{words.say("devices.rang", { name: device.name })}</span>
        )}
      </div>
      {ring.error && <Notice look="clay">{trouble(ring.error)}</Notice>}
    </li>
  );
}

function ThisBrowser() {
  const { words } = usePage();
  const { device } = useHandset();
  if (device !== undefined) return null;
  return (
    <Card title={words.say("devices.browserTitle")}>
      <BecomeTelephone />
    </Card>
  );
}

/** What to type into a telephone's own page. */
function DeskPhone() {
  const { api, words } = usePage();
  const settings = useSettings();
  const sip = useQuery(statusQuery(api)).data?.sip;
  const phones = (settings?.devices ?? []).filter(({ kind }) => kind === "sip");
  const users = phones.map(({ username, id }) => String(username ?? id));
  return (
    <Card title={words.say("devices.deskTitle")}>
      <p className="muted small">{words.say("devices.deskText")}</p>
      <dl className="facts desk-facts">
        <dt>{words.say("devices.host")}</dt>
        <dd>
          <code>{sip?.host ?? location.hostname}</code>
        </dd>
        <dt>{words.say("devices.port")}</dt>
        <dd className="num">{sip?.port ?? 5060}</dd>
        {sip?.tlsPort !== undefined && (
          <>
            <dt>{words.say("devices.tlsPort")}</dt>
            <dd className="num">{sip.tlsPort}</dd>
          </>
        )}
        <dt>{words.say("devices.username")}</dt>
        <dd>{users.length > 0 ? users.map((user) => <code key={user}>{user}</code>) : "…"}</dd>
        <dt>{words.say("devices.password")}</dt>
        <dd>{words.say("devices.passwordText")}</dd>
      </dl>
      <Link className="link" to="/settings/devices">
        {words.say("devices.change")}
      </Link>
    </Card>
  );
}
