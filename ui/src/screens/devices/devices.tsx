import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { Link } from "react-router";
import type { Device } from "../../api/client.ts";
import { devicesQuery } from "../../api/queries.ts";
import {
  useConnected,
  useHandset,
  useIsOwner,
  useNames,
  usePage,
  useTitle,
} from "../../kit/page.tsx";
import { Card, GoButton, Loaded, Press, Trouble } from "../../kit/parts.tsx";
import { useRing } from "../../kit/ringMe.tsx";
import { DeviceState, deviceIcon, useKindOf } from "../home/aside.tsx";
import BecomeTelephone from "../phone/become.tsx";
import "./devices.css";

/** The owner's telephones. */
export default function Devices() {
  useTitle("devices.title");
  const { api, words } = usePage();
  const asked = useQuery(devicesQuery(api));
  const isOwner = useIsOwner();
  const ready = asked.data?.filter(({ state }) => state !== "offline").length ?? 0;
  return (
    <>
      <div className="top">
        <div className="left">
          <p className="eyebrow">{words.say("devices.title")}</p>
          <h1>{words.say("devices.headline", { n: ready })}</h1>
        </div>
        {isOwner && (
          <GoButton to="/devices/add" look="primary">
            <Plus size={17} aria-hidden="true" />
            {words.say("devices.add")}
          </GoButton>
        )}
      </div>
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
      <ThisBrowser />
    </>
  );
}

function DeviceCard({ device }: { readonly device: Device }) {
  const { words } = usePage();
  const names = useNames();
  const kindOf = useKindOf();
  const connected = useConnected();
  const ring = useRing();
  const Icon = deviceIcon(device.kind);
  const rules = device.rungBy.map(({ id }) => names.rule(id));
  const kind = kindOf(device);
  const { room } = device;
  const facts = [
    room === undefined ? kind : words.say("devices.kindIn", { kind, room }),
    device.lastCall &&
      words.say("devices.lastCall", { time: words.since(device.lastCall.began, Date.now()) }),
  ].filter(Boolean);
  return (
    <li className="card device" id={`device-${device.id}`}>
      <Icon size={24} strokeWidth={1.6} className="muted" aria-hidden="true" />
      <div className="about">
        <h2 dir="auto">
          <Link to={`/devices/${device.id}`}>{device.name}</Link>
        </h2>
        <p className="muted small">{facts.join(" · ")}</p>
        <p className="muted small">
          {rules.length === 0
            ? words.say("devices.rungByNone")
            : words.say("devices.rungBy", { rules: words.list(rules) })}
        </p>
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
      <Trouble error={ring.error} />
    </li>
  );
}

function ThisBrowser() {
  const { words } = usePage();
  const { device } = useHandset();
  if (device !== undefined) return null;
  return (
    <Card title={words.say("devices.browserTitle")} className="device-here">
      <BecomeTelephone />
    </Card>
  );
}
