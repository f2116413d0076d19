import { Mic } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { MicTrouble } from "../../handset/state.ts";
import { loudness, microphone } from "../../handset/voice.ts";
import { useWords } from "../../kit/page.tsx";
import { Notice, Press } from "../../kit/parts.tsx";
import { SecureLinks } from "../phone/micNotice.tsx";

type Asked = { readonly level: () => number; readonly close: () => void } | MicTrouble | undefined;

/** The microphone is asked for here, with its reason, and is heard at once. */
export function MicPage({ done }: { readonly done: () => void }) {
  const { say } = useWords();
  const [asked, setAsked] = useState<Asked>(isSecureContext ? undefined : "insecure");
  const listening = typeof asked === "object" ? asked : undefined;
  /** One button for both, so that the focus stays with it. */
  const asks = !listening && asked !== "insecure";
  useEffect(() => listening?.close, [listening]);

  async function allow(): Promise<void> {
    const { stream, trouble } = await microphone();
    if (!stream) return setAsked(trouble ?? "missing");
    const meter = loudness();
    meter.hear("mine", stream);
    const close = (): void => {
      for (const track of stream.getTracks()) track.stop();
      meter.close();
    };
    setAsked({ level: () => meter.levels().mine, close });
  }
  return (
    <div className="stack">
      <h1>{say("setup.mic.headline")}</h1>
      <p>{say("setup.mic.text")}</p>
      {listening && (
        <Notice look="pine">
          <p>
            {say("setup.mic.allowed")} {say("setup.mic.level")}
          </p>
          <Meter level={listening.level} />
        </Notice>
      )}
      {typeof asked === "string" && (
        <Notice look="amber">
          <p>{say(`mic.${asked}`, { detail: "" })}</p>
          {asked === "insecure" && <SecureLinks />}
        </Notice>
      )}
      <div className="row wrap">
        <Press look="primary large" onPress={asks ? () => void allow() : done}>
          {asks && <Mic size={18} aria-hidden="true" />}
          {say(asks ? "setup.mic.allow" : "setup.next")}
        </Press>
        {asks && (
          <Press look="bare" onPress={done}>
            {say("setup.skip")}
          </Press>
        )}
      </div>
    </div>
  );
}

function Meter({ level }: { readonly level: () => number }) {
  const bar = useRef<HTMLProgressElement>(null);
  useEffect(() => {
    const timer = setInterval(() => {
      if (bar.current) bar.current.value = level();
    }, 80);
    return () => clearInterval(timer);
  }, [level]);
  return <progress className="meter" ref={bar} max={1} value={0} aria-hidden="true" />;
}
