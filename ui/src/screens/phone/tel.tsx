import { BellOff, Delete, Mic, MicOff, Phone, PhoneOff, RotateCcw, Zap } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { useHandset, usePage } from "../../kit/page.tsx";
import type { MessageId } from "../../words/en.ts";
import { Cradle } from "./cradle.tsx";
import { Display } from "./display.tsx";

/** The telephone's body: cradle, display, hook, keys. */
export function Tel() {
  const { words } = usePage();
  const handset = useHandset();
  const [number, setNumber] = useState("");
  const [warned, keys] = useTelephoneKeys(number, setNumber);
  const look = handset.ring ? "ringing" : handset.hook === "off" ? "lifted" : "";
  const dead = handset.link !== "open";
  return (
    <section
      className={`tel ${look} ${dead ? "dead" : ""}`}
      aria-label={words.say("phone.label")}
      onKeyDown={keys}
    >
      <Cradle lifted={handset.hook === "off"} />
      <Display number={number} warned={warned} />
      <Hook number={number} setNumber={setNumber} />
      <Keypad number={number} setNumber={setNumber} />
      <Extras />
    </section>
  );
}

interface NumberProps {
  readonly number: string;
  readonly setNumber: (number: string) => void;
}

/** The hook is one button that stays in its place, so the focus stays with it from lift to hang-up. */
function Hook({ number, setNumber }: NumberProps) {
  const { phone, words } = usePage();
  const { hook, ring, link } = useHandset();
  const off = hook === "off";
  const beside = !off && (ring !== undefined || number !== "");
  const Icon = off ? PhoneOff : Phone;
  return (
    <div className={beside ? "hook" : "hook one"}>
      {beside && <BesideHook key="side" number={number} setNumber={setNumber} />}
      <Button
        key="hook"
        className={off ? "down hang" : "up"}
        isDisabled={link !== "open" && !off}
        onPress={() => (off ? phone.hangUp() : lift(phone, ring ? "" : number, setNumber))}
      >
        <Icon size={20} aria-hidden="true" />
        {words.say(hookText(off, ring !== undefined, number))}
      </Button>
    </div>
  );
}

function hookText(off: boolean, rings: boolean, number: string): MessageId {
  if (off) return "phone.hangUp";
  if (rings) return "phone.pickUp";
  return number === "" ? "phone.lift" : "phone.dial";
}

/** Beside the hook: silence while it rings, delete while a number is keyed. */
function BesideHook({ number, setNumber }: NumberProps) {
  const { phone, words } = usePage();
  const { ring, silenced } = useHandset();
  if (ring)
    return (
      <Button className="down" isDisabled={silenced} onPress={phone.silence}>
        <BellOff size={20} aria-hidden="true" />
        {words.say(silenced ? "ring.silenced" : "ring.silence")}
      </Button>
    );
  return (
    <Button className="down" onPress={() => setNumber(number.slice(0, -1))}>
      <Delete size={20} aria-hidden="true" />
      <span className="hidden">{words.say("phone.delete")}</span>
    </Button>
  );
}

type Telephone = ReturnType<typeof usePage>["phone"];

function lift(phone: Telephone, number: string, setNumber: (number: string) => void): void {
  setNumber("");
  void (number === "" ? phone.lift() : phone.dial(number));
}

const keys = [
  ["1", ""],
  ["2", "ABC"],
  ["3", "DEF"],
  ["4", "GHI"],
  ["5", "JKL"],
  ["6", "MNO"],
  ["7", "PQRS"],
  ["8", "TUV"],
  ["9", "WXYZ"],
  ["*", ""],
  ["0", ""],
  ["#", ""],
] as const;

/** On the hook, keys gather a number to dial; off the hook they go to the line. */
function Keypad({ number, setNumber }: NumberProps) {
  const { phone, words } = usePage();
  const { hook } = useHandset();
  const press = (digit: string): void => {
    phone.key(digit);
    if (hook === "on") setNumber((number + digit).slice(0, 32));
  };
  const spoken: Readonly<Record<string, string>> = {
    "*": words.say("phone.star"),
    "#": words.say("phone.hash"),
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    <div className="keys" role="group" aria-label={words.say("phone.keypad")}>
      {keys.map(([digit, letters]) => (
        <Button
          key={digit}
          className="key"
          {...(spoken[digit] !== undefined && { "aria-label": spoken[digit] })}
          onPress={() => press(digit)}
        >
          <span>{digit}</span> <small>{letters}</small>
        </Button>
      ))}
    </div>
  );
}

function Extras() {
  const { phone, words } = usePage();
  const { hook, muted, lastDialled, link, opening } = useHandset();
  const off = hook === "off";
  return (
    <div className="extras">
      <Button isDisabled={!off} onPress={phone.flash}>
        <Zap size={17} aria-hidden="true" />
        {words.say("phone.flash")}
      </Button>
      <Button isDisabled={!off} aria-pressed={muted} onPress={() => phone.mute(!muted)}>
        {muted ? <MicOff size={17} aria-hidden="true" /> : <Mic size={17} aria-hidden="true" />}
        {words.say(muted ? "phone.unmute" : "phone.mute")}
      </Button>
      <Button
        isDisabled={off || opening || lastDialled === "" || link !== "open"}
        onPress={() => void phone.dial(lastDialled)}
      >
        <RotateCcw size={17} aria-hidden="true" />
        {words.say("phone.redial")}
      </Button>
    </div>
  );
}

/** A second Escape must follow in this time. */
const escapeAgain = 1500;

/** Only while the telephone has the focus (WCAG 2.1.4). A pressed button keeps its own Enter and Space. */
function useTelephoneKeys(number: string, setNumber: (number: string) => void) {
  const { phone } = usePage();
  const handset = useHandset();
  const [warned, setWarned] = useState(false);
  const escaped = useRef(0);

  function escapeKey(now: number): void {
    if (handset.hook === "on") setNumber("");
    else if (now - escaped.current < escapeAgain) {
      phone.hangUp();
      setWarned(false);
    } else {
      escaped.current = now;
      setWarned(true);
      setTimeout(() => setWarned(false), escapeAgain);
    }
  }

  const acts: Readonly<Record<string, (at: number) => void>> = {
    Escape: escapeKey,
    Backspace: () => handset.hook === "on" && setNumber(number.slice(0, -1)),
    f: () => handset.hook === "off" && phone.flash(),
  };

  function pressed(key: string, at: number): boolean {
    const act = acts[key];
    if (act) act(at);
    else if (/^[0-9*#]$/.test(key)) {
      phone.key(key);
      if (handset.hook === "on") setNumber((number + key).slice(0, 32));
    } else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const chord = event.ctrlKey || event.metaKey || event.altKey;
    if (!chord && pressed(event.key, event.timeStamp)) event.preventDefault();
  }
  return [warned, onKeyDown] as const;
}
