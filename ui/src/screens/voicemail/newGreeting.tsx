import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { devicesQuery } from "../../api/queries.ts";
import { Choice, Field } from "../../kit/fields.tsx";
import { useConnected, usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { RecordHere } from "../handling/greetings/recordHere.tsx";
import { useGreetings } from "./useGreetings.ts";

/** A greeting is a file, a text that is spoken, or what is said at a telephone. */
export function NewGreeting() {
  const { words } = usePage();
  const [name, setName] = useState("usual");
  const { upload, speak, ring } = useGreetings();
  const error = upload.error ?? speak.error ?? ring.error;
  return (
    <div className="new-greeting">
      <Field
        label={words.say("voicemail.greetingName")}
        hint={words.say("voicemail.greetingNameHint")}
        value={name}
        onChange={setName}
      />
      <Upload onFile={(file) => upload.mutate({ name, file })} />
      <Spoken onText={(text) => speak.mutate({ name, text })} isPending={speak.isPending} />
      <RecordHere onSound={(file) => upload.mutate({ name, file })} />
      <ByTelephone onDevice={(device) => ring.mutate(device)} />
      <Trouble error={error} />
    </div>
  );
}

function Upload({ onFile }: { readonly onFile: (file: File) => void }) {
  const { words } = usePage();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{words.say("voicemail.greetingUpload")}</label>
      <input
        id={id}
        className="input"
        type="file"
        accept="audio/wav,.wav"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          target.value = "";
        }}
      />
    </div>
  );
}

interface SpokenProps {
  readonly onText: (text: string) => void;
  readonly isPending: boolean;
}

function Spoken({ onText, isPending }: SpokenProps) {
  const { words } = usePage();
  const connected = useConnected();
  const [text, setText] = useState("");
  return (
    <div className="with-button">
      <Field label={words.say("voicemail.greetingSay")} value={text} onChange={setText} />
      <Press
        isDisabled={!connected || text.trim() === ""}
        isPending={isPending}
        onPress={() => onText(text)}
      >
        {words.say("voicemail.greetingSpeak")}
      </Press>
    </div>
  );
}

function ByTelephone({ onDevice }: { readonly onDevice: (device: string) => void }) {
  const { api, words } = usePage();
  const connected = useConnected();
  const { data: devices = [] } = useQuery(devicesQuery(api));
  const [chosen, setChosen] = useState<string>();
  const device = chosen ?? devices[0]?.id;
  if (device === undefined) return null;
  return (
    <div className="with-button">
      <Choice
        label={words.say("voicemail.greetingRecord")}
        value={device}
        onChange={setChosen}
        options={devices.map(({ id, name }) => [id, name] as const)}
      />
      <Press isDisabled={!connected} onPress={() => onDevice(device)}>
        {words.say("voicemail.greetingRing")}
      </Press>
    </div>
  );
}
