import { useQuery } from "@tanstack/react-query";
import { Bell, Check } from "lucide-react";
import { useEffect, useRef } from "react";
import { Link } from "react-router";
import type { Schemas } from "../../api/client.ts";
import { plugInQuery } from "../../api/queries.ts";
import { useConnected, useNow, usePage, useWords } from "../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../kit/parts.tsx";
import { useRing } from "../../kit/ringMe.tsx";
import { makerNames, PhoneLabel } from "./phoneLabel.tsx";
import { plugInSteps, standing } from "./plugInSteps.ts";
import { useDevices } from "./useDevices.ts";
import "./plugIn.css";

type Seen = Schemas["PlugIn"];

interface PlugInProps {
  readonly device: string;
  readonly name: string;
  /** It begins to listen when it is shown. */
  readonly starts?: boolean;
}

/** "Plug it in now": what was seen of the telephone, step by step, and where it stands. */
export function PlugIn({ device, name, starts = false }: PlugInProps) {
  const { api, words } = usePage();
  const { plugIn, stopPlugIn } = useDevices();
  const connected = useConnected();
  const begun = useRef(false);
  const { mutate } = plugIn;
  const stop = () => stopPlugIn.mutate(undefined, { onSuccess: () => plugIn.reset() });
  useEffect(() => {
    if (starts && !begun.current) mutate({ device });
    begun.current = true;
  }, [starts, device, mutate]);
  const asked = useQuery({ ...plugInQuery(api), enabled: plugIn.isSuccess });
  const seen = plugIn.isSuccess && asked.data?.device === device ? asked.data : undefined;
  return (
    <div className="stack">
      {seen && <SeenSoFar seen={seen} name={name} />}
      <Trouble error={plugIn.error} />
      {seen && !seen.isOver && (
        <div>
          <Press onPress={stop}>{words.say("plug.stop")}</Press>
        </div>
      )}
      {(!seen || (seen.isOver && seen.steps.registered === undefined)) && (
        <div>
          <Press
            isDisabled={!connected}
            isPending={plugIn.isPending}
            onPress={() => plugIn.mutate({ device })}
          >
            {words.say(seen ? "plug.again" : "add.desk.plug")}
          </Press>
        </div>
      )}
      {seen?.steps.registered === undefined && (
        <PhoneLabel
          isPending={plugIn.isPending}
          listen={(label) => plugIn.mutate({ device, ...label })}
        />
      )}
    </div>
  );
}

function SeenSoFar({ seen, name }: { readonly seen: Seen; readonly name: string }) {
  const { words } = usePage();
  const { say } = words;
  const { phone, others, trouble, steps } = seen;
  const isDone = steps.registered !== undefined;
  return (
    <>
      <Waiting seen={seen} name={name} />
      {phone && (
        <p className="muted small">
          {say("plug.phone", {
            maker: makerNames[phone.maker] ?? phone.maker,
            model: phone.model ?? "",
            address: phone.address,
          })}
        </p>
      )}
      <ol className="plug-steps" aria-live="polite">
        {plugInSteps.map((step) => (
          <li key={step} className={standing(seen, step)}>
            <span className="mark" aria-hidden="true">
              {steps[step] !== undefined && <Check size={14} />}
            </span>
            <span className="grow">{say(`plug.step.${step}`)}</span>
            {steps[step] !== undefined && (
              <time className="muted small num">{words.clock(steps[step])}</time>
            )}
          </li>
        ))}
      </ol>
      {trouble && (
        <Notice look="amber">
          {say("plug.trouble", { why: trouble, file: lastFileOf(seen) })}
        </Notice>
      )}
      {others.length > 0 && (
        <p className="muted small">
          {say("plug.others", {
            list: words.list(others.map((one) => makerNames[one.maker] ?? one.maker)),
          })}
        </p>
      )}
      {!isDone && <ByAddress url={seen.url} />}
      {seen.packets.length > 0 && <Packets packets={seen.packets} />}
      {isDone && <RingIt device={seen.device} name={name} />}
    </>
  );
}

const lastFileOf = ({ packets }: Seen): string =>
  packets
    .map(({ text }) => /^GET (.+)$/.exec(text)?.[1])
    .filter((file) => file !== undefined)
    .at(-1) ?? "";

function Waiting({ seen, name }: { readonly seen: Seen; readonly name: string }) {
  const words = useWords();
  const now = useNow(1000);
  const isDone = seen.steps.registered !== undefined;
  if (isDone)
    return (
      <p className="plug-says" role="status">
        {words.say("plug.done", { name })}
      </p>
    );
  if (seen.isOver) return <p className="plug-says">{words.say("plug.over")}</p>;
  return (
    <div>
      <p className="plug-says">{words.say("plug.wait")}</p>
      <p className="muted small num">
        {words.say("plug.listens", { time: words.timer(Math.max(0, seen.ends - now)) })}
      </p>
    </div>
  );
}

function ByAddress({ url }: { readonly url: string }) {
  const { say } = useWords();
  return (
    <details className="small">
      <summary>{say("plug.byHand")}</summary>
      <p className="muted">{say("plug.address")}</p>
      <code className="plug-url">{url}</code>
    </details>
  );
}

function Packets({ packets }: Pick<Seen, "packets">) {
  const words = useWords();
  return (
    <details className="small">
      <summary>{words.say("plug.packets")}</summary>
      <ol className="plug-packets num">
        {packets.map(({ at, from, text }) => (
          <li key={`${at} ${from} ${text}`}>
            <time className="muted">{words.clock(at)}</time>
            <span>{words.say("plug.from", { from })}</span>
            <code>{text}</code>
          </li>
        ))}
      </ol>
    </details>
  );
}

function RingIt({ device, name }: { readonly device: string; readonly name: string }) {
  const { say } = useWords();
  const ring = useRing();
  const connected = useConnected();
  return (
    <div className="row wrap">
      <Press
        look="primary"
        isDisabled={!connected}
        isPending={ring.isPending}
        onPress={() => ring.mutate(device)}
      >
        <Bell size={17} aria-hidden="true" />
        {say("plug.ring")}
      </Press>
      <Link className="link" to={`/devices/${device}`}>
        {say("add.show", { name })}
      </Link>
    </div>
  );
}
