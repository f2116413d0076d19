/** What the server pushed, and the notification that it comes to. */
import { callWords } from "./words.ts";

export interface Shown {
  readonly title: string;
  readonly tag: string;
  /** The notification is taken away at once: a browser wants one to be shown for every push. */
  readonly over: boolean;
  /** The call that it is about. */
  readonly data: { readonly call: string };
  readonly body?: string;
  readonly actions: readonly { readonly action: string; readonly title: string }[];
}

/** Undefined: it is none of the server's. */
export function shownOf(told: unknown): Shown | undefined {
  if (typeof told !== "object" || told === null) return undefined;
  const { is, call, number, name, language } = told as Readonly<Record<string, unknown>>;
  if (typeof call !== "string" || (is !== "call" && is !== "over")) return undefined;
  const words = callWords(language);
  const tag = `call-${call}`;
  if (is === "over") return { title: words.over, tag, over: true, data: { call }, actions: [] };
  const [who, more] = [text(name) ?? text(number), text(name) && text(number)];
  return {
    title: words.calls(who ?? words.hidden),
    tag,
    over: false,
    data: { call },
    ...(more !== undefined && { body: more }),
    actions: [
      { action: "pickUp", title: words.pickUp },
      { action: "voicemail", title: words.voicemail },
    ],
  };
}

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;
