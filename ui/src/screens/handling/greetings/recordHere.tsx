import { Mic, Square } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useConnected, useWords } from "../../../kit/page.tsx";
import { Notice, Press } from "../../../kit/parts.tsx";
import { canRecord, type Recording, record } from "./recorder.ts";

interface RecordProps {
  readonly onSound: (sound: Blob) => void;
}

/** A greeting said into this browser. Nothing where it has no microphone to give. */
export function RecordHere({ onSound }: RecordProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [recording, setRecording] = useState<Recording>();
  const [refused, setRefused] = useState(false);
  const current = useRef(recording);
  current.current = recording;
  useEffect(() => () => current.current?.drop(), []);
  if (!canRecord()) return null;
  const begin = (): void => {
    setRefused(false);
    void record().then(setRecording, () => setRefused(true));
  };
  const end = async (): Promise<void> => {
    const one = recording;
    setRecording(undefined);
    if (one) onSound(await one.stop());
  };
  return (
    <>
      <div className="row wrap">
        {recording ? (
          <Press look="red" onPress={() => void end()}>
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
      </div>
      {refused && <Notice look="amber">{say("greetings.refused")}</Notice>}
    </>
  );
}
