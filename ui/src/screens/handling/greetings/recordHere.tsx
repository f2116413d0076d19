import { Mic, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useConnected, useWords } from "../../../kit/page.tsx";
import { Notice, Press } from "../../../kit/parts.tsx";
import { canRecord, type Recording, record } from "./recorder.ts";
import { SecondsSpoken } from "./secondsSpoken.tsx";

interface RecordProps {
  readonly onSound: (sound: Blob) => void;
}

/** A greeting said into this browser. Nothing where it has no microphone to give. */
export function RecordHere({ onSound }: RecordProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [recording, setRecording] = useState<Recording>();
  const [trouble, setTrouble] = useState<"greetings.refused" | "greetings.empty">();
  const current = useRef(recording);
  current.current = recording;
  useEffect(() => () => current.current?.drop(), []);
  if (!canRecord()) return null;
  const begin = (): void => {
    setTrouble(undefined);
    void record().then(setRecording, () => setTrouble("greetings.refused"));
  };
  const end = (): void => {
    setRecording(undefined);
    void recording?.stop().then(onSound, () => setTrouble("greetings.empty"));
  };
  return (
    <>
      <div className="row wrap">
        {recording ? (
          <Press look="red" onPress={end}>
            <Square size={15} fill="currentColor" aria-hidden="true" />
            {say("greetings.stop")}
          </Press>
        ) : (
          <Press isDisabled={!connected} onPress={begin}>
            <Mic size={16} aria-hidden="true" />
            {say("greetings.record")}
          </Press>
        )}
        <span className="muted small" role="status">
          {recording && say("greetings.recording")}
        </span>
        {recording && <SecondsSpoken />}
      </div>
      {trouble && <Notice look="amber">{say(trouble)}</Notice>}
    </>
  );
}
