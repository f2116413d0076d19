/** A caller speaks, until they hang up, press `#`, say nothing more, or have spoken for too long. */
import { type Millis, seconds } from "#kit/time.ts";
import type { MailboxEvent } from "../mailbox.ts";
import { behind, hangUp, type In, leave, type Next, stay, stop } from "../words.ts";

/** Less is somebody who hung up at the tone. */
const shortest = seconds(1);

export function recording(state: In<"recording">, event: MailboxEvent): Next {
  switch (event.on) {
    case "digit":
      return event.digit === "#" ? save(false) : stay(state);
    case "timer":
      return event.timer === "longest" ? save(false) : stay(state);
    case "hungUp":
      return save(true);
    case "pickedUp":
      return behind([stop("longest"), { do: "stopRecording" }], stay(taken));
    case "recorded": // the recorder stopped by itself: silence, or a full disk
      return behind([stop("longest")], saved(false, event.length));
    case "shellFailed":
      return behind([stop("longest"), { do: "drop" }], leave);
    default:
      return stay(state);
  }
}

/** What was said so far is nobody's message: they talk now. */
const taken: In<"saving"> = { name: "saving", hungUp: true, pickedUp: true };

const save = (hungUp: boolean): Next => [
  { name: "saving", hungUp },
  [stop("longest"), { do: "stopRecording" }],
];

/** The recorder was told to stop; its last word decides whether there is a message. */
export function saving(state: In<"saving">, event: MailboxEvent): Next {
  switch (event.on) {
    case "recorded":
      return state.pickedUp
        ? behind([{ do: "drop" }], end(true))
        : saved(state.hungUp, event.length);
    case "hungUp":
      return stay({ ...state, hungUp: true });
    case "pickedUp":
      return stay(taken);
    case "shellFailed":
      return behind([{ do: "drop" }], end(state.hungUp));
    default:
      return stay(state);
  }
}

function saved(hungUp: boolean, length: Millis): Next {
  return behind([length < shortest ? { do: "drop" } : { do: "keep", length }], end(hungUp));
}

const end = (hungUp: boolean): Next => (hungUp ? [{ name: "over" }, [hangUp]] : leave);
