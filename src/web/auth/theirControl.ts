import { fail } from "#kit/result.ts";
import type {
  CallChoice,
  CallView,
  Control,
  DeviceStatus,
  MessageControl,
  MessageView,
  Page,
  ServerEvent,
  Status,
} from "#server/control.ts";
import { ownParty } from "#telephony/number/ownParty.ts";
import { isTheirCall, isTheirMessage } from "#web/auth/family.ts";
import type { Who } from "#web/auth/recognizer.ts";
import type { Belongings } from "#web/auth/vault.ts";

/** The server as it is for whoever asks. */
export const controlAs = ({ member }: Pick<Who, "member">, control: Control): Control =>
  member ? theirControl(control, member) : control;

/**
 * The server as a member of the family sees it: their telephones, their calls, their messages, and
 * the mode. What is not theirs is as if it were not there.
 */
function theirControl(control: Control, theirs: Belongings): Control {
  const isTheirs = (call: CallView): boolean => isTheirCall(theirs, call);
  const mayUse = (device: string): boolean => theirs.devices.includes(device);
  const call = (id: string): CallView | undefined => {
    const found = control.call(id);
    return found && isTheirs(found) ? found : undefined;
  };
  const { inHand, settings } = control;
  return {
    ...control,
    settings: theirSettings(settings, theirs),
    status: () => statusFor(control, theirs),
    devices: () => control.devices().filter(({ id }) => mayUse(id)),
    calls: (cursor, limit, filter) =>
      theirPage((...page) => control.calls(...page, filter), isTheirs, { cursor, limit }),
    call,
    placeCall: (device, to) =>
      mayUse(device) && isForAll(to) ? control.placeCall(device, to) : notTheirs(),
    testCall: notTheirs,
    announce: async () => notTheirs(),
    endCall: (id) => call(id) !== undefined && control.endCall(id),
    inHand: {
      ...inHand,
      // Who is refused from now on, and what a call on may cost, is for the owner to say.
      choose: (id, choice) =>
        call(id) && mayChoose(choice) ? inHand.choose(id, choice) : notTheirs(),
      park: (id) => (call(id) ? inHand.park(id) : notTheirs()),
      take: (id, device) => (call(id) && mayUse(device) ? inHand.take(id, device) : notTheirs()),
    },
    messages: messagesOf(control, theirs),
    get lastEvent() {
      return control.lastEvent;
    },
    eventsSince: (since) =>
      control.eventsSince(since)?.flatMap((event) => newsFor(theirs, event) ?? []),
    events: (tell) =>
      control.events((event) => {
        const news = newsFor(theirs, event);
        if (news) tell(news);
      }),
    attachHandset: (device, channel) =>
      mayUse(device) ? control.attachHandset(device, channel) : notTheirs(),
  };
}

const mayChoose = (choice: CallChoice): boolean =>
  choice === "mailbox" || choice === "wait" || (choice !== "block" && "announce" in choice);

/** What is named and not dialled (`take:`, `listen:` …) could be of any call; what is theirs of it they `take`. */
function isForAll(to: string): boolean {
  const own = ownParty(to);
  return own === undefined || own.is === "echo" || own.is === "messages";
}

const notTheirs = () => fail("access.notTheirs", "that is not among what is yours here");

function messagesOf({ messages, call }: Control, theirs: Belongings): MessageControl {
  const isTheirs = (message: MessageView): boolean => isTheirMessage(theirs, message, call);
  const mayHave = (id: string): boolean => {
    const found = messages.find(id);
    return found !== undefined && isTheirs(found);
  };
  const gone = async () => fail("messages.unknown", "there is no such message");
  return {
    page: (cursor, limit) => theirPage(messages.page, isTheirs, { cursor, limit }),
    find: (id) => (mayHave(id) ? messages.find(id) : undefined),
    audio: (id) => (mayHave(id) ? messages.audio(id) : gone()),
    mark: (id, heard) => (mayHave(id) ? messages.mark(id, heard) : gone()),
    discard: (id, discarded) => (mayHave(id) ? messages.discard(id, discarded) : gone()),
    delete: (id) => (mayHave(id) ? messages.delete(id) : gone()),
    share: (id, hours) => (mayHave(id) ? messages.share(id, hours) : gone()),
    unshare: (id) => (mayHave(id) ? messages.unshare(id) : gone()),
    sharedAudio: messages.sharedAudio,
  };
}

/** Their calls, and nothing that is the owner's to mend. */
function statusFor(control: Control, theirs: Belongings): Status {
  const status = control.status();
  const live = status.live.filter((call) => isTheirCall(theirs, call));
  const isTheirs = (one: MessageView) => isTheirMessage(theirs, one, (id) => control.call(id));
  const { items } = theirPage(control.messages.page, isTheirs, { cursor: undefined, limit: 200 });
  const newMessages = items.filter(({ heard }) => !heard).length;
  return { ...status, live, newMessages, today: {}, troubles: [], ignored: [] };
}

/** What of the news is for them: that something changed is told, what it was they may ask. */
function newsFor(theirs: Belongings, event: ServerEvent): ServerEvent | undefined {
  switch (event.type) {
    case "call.started":
    case "call.changed":
    case "call.ended":
      return isTheirCall(theirs, event.data as CallView) ? event : undefined;
    case "device.changed":
      return theirs.devices.includes((event.data as DeviceStatus).id) ? event : undefined;
    case "message.changed":
    case "settings.changed":
      return { ...event, data: {} };
    default:
      return undefined;
  }
}

/** Pages that are looked through for what is theirs, before an answer is shorter than it was wished. */
const mostPages = 20;

/** A page of what is theirs of all. */
function theirPage<T>(
  page: (cursor: string | undefined, limit: number) => Page<T>,
  isTheirs: (item: T) => boolean,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): Page<T> {
  const items: T[] = [];
  let next = cursor;
  for (let looked = 0; looked < mostPages; looked++) {
    const found = page(next, limit - items.length);
    items.push(...found.items.filter(isTheirs));
    next = found.next;
    if (next === undefined) return { items };
    if (items.length >= limit) break;
  }
  return { items, ...(next !== undefined && { next }) };
}

/** To be read, and to set the mode by. */
const theirSettings = (settings: Control["settings"], theirs: Belongings): Control["settings"] =>
  Object.create(settings, {
    read: {
      value: () => {
        const { document, etag } = settings.read();
        return { document: settingsFor(theirs, document), etag };
      },
    },
  }) as Control["settings"];

/** What they need of the settings: how things are called, and which mode it is. */
function settingsFor(theirs: Belongings, document: unknown): Record<string, unknown> {
  const all = document as Readonly<Record<string, unknown>>;
  const { name, timeZone, country, language } = (all["owner"] ?? {}) as Record<string, unknown>;
  const list = (key: string) => (all[key] ?? []) as readonly Readonly<Record<string, unknown>>[];
  const devices = list("devices").filter(({ id }) => theirs.devices.includes(String(id)));
  const numbers = list("numbers").filter(({ number }) => theirs.numbers.includes(String(number)));
  return {
    version: all["version"],
    owner: { name, timeZone, country, language },
    numbers: numbers.map(({ id, name, number }) => ({ id, name, number })),
    // Without what makes it a telephone: no secret, no address.
    devices: devices.map(({ id, name, kind }) => ({ id, name, kind })),
    mode: all["mode"],
  };
}
