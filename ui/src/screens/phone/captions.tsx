import { useEffect, useState } from "react";
import { captionsOf, captionsReady, mayHaveCaptions } from "../../handset/captions.ts";
import { remember, remembered } from "../../kit/look.ts";
import { usePage } from "../../kit/page.tsx";
import { Card, Press } from "../../kit/parts.tsx";

/** What the other side says, for who hears it badly or not at all. It is asked for, and remembered. */
export default function Captions() {
  const { words } = usePage();
  const [isOn, setOn] = useState(remembered("captions") === "on");
  const change = (): void => {
    remember("captions", isOn ? undefined : "on");
    setOn(!isOn);
  };
  if (!mayHaveCaptions()) return null;
  return (
    <Card
      title={words.say("captions.title")}
      action={
        <Press look="bare" onPress={change}>
          {words.say(isOn ? "captions.off" : "captions.on")}
        </Press>
      }
    >
      {isOn ? <Written /> : <p className="muted small">{words.say("captions.what")}</p>}
    </Card>
  );
}

function Written() {
  const { phone, words } = usePage();
  const [lines, setLines] = useState<readonly string[]>([]);
  const [isUnable, setUnable] = useState(false);
  useEffect(() => {
    let end = (): void => undefined;
    let isOver = false;
    const begin = async (): Promise<void> => {
      const is = await captionsReady(words.locale);
      const track = phone.theirSound();
      if (isOver) return;
      if (is && track) end = captionsOf(track, words.locale, setLines);
      else setUnable(true);
    };
    void begin();
    return () => {
      isOver = true;
      end();
    };
  }, [phone, words.locale]);
  if (isUnable) return <p className="muted small">{words.say("captions.unable")}</p>;
  return (
    <div role="log" aria-label={words.say("captions.title")} className="captions" dir="auto">
      {lines.length === 0 ? (
        <p className="muted small">{words.say("captions.waits")}</p>
      ) : (
        <p>{lines.join(" ")}</p>
      )}
    </div>
  );
}
