import {
  Ban,
  Bell,
  BellOff,
  Briefcase,
  CalendarClock,
  Heart,
  type LucideIcon,
  Moon,
  Phone,
  PhoneForwarded,
  Plane,
  ShieldQuestion,
  Voicemail,
} from "lucide-react";
import type { Condition, RuleSettings } from "../../../words/decision.ts";
import { askedOf } from "../../../words/rules/condition.ts";

type Look = readonly [LucideIcon, string];

export function RuleIcon({
  rule,
  pinned,
}: {
  readonly rule: RuleSettings;
  readonly pinned: boolean;
}) {
  const [Icon, colour] = pinned ? ([Phone, ""] as const) : lookOf(rule);
  return (
    <span className={`rule-icon ${colour}`}>
      <Icon size={18} strokeWidth={1.8} aria-hidden="true" />
    </span>
  );
}

/** By what it refuses or asks, else by whom and when it is about, else by what it does first. */
function lookOf({ when, then: [first] }: RuleSettings): Look {
  if (first?.do === "reject") return groups["blocked"] ?? plainly;
  if (first?.do === "screen" || first?.do === "ask") return groups["unknown"] ?? plainly;
  const { who, others } = askedOf(when);
  const byWho = who.map((one) => groups[one.in ?? ""]).find((one) => one !== undefined);
  const byTime = others.map(timeLook).find((one) => one !== undefined);
  return byWho ?? byTime ?? steps[first?.do ?? ""] ?? plainly;
}

function timeLook(condition: Condition): Look | undefined {
  if (condition.is === "mode") return modes[condition.mode] ?? [BellOff, "plum"];
  if (condition.is !== "during") return undefined;
  return /night|nacht/i.test(condition.time) ? night : [CalendarClock, "plum"];
}

const night: Look = [Moon, "plum"];
const plainly: Look = [Bell, "pine"];
const groups: Readonly<Record<string, Look>> = {
  family: [Heart, "pine"],
  favourites: [Heart, "pine"],
  contacts: [Briefcase, "sky"],
  blocked: [Ban, "clay"],
  unknown: [ShieldQuestion, "amber"],
  hidden: [ShieldQuestion, "amber"],
};
const modes: Readonly<Record<string, Look>> = { away: [Plane, "sky"], night };
const steps: Readonly<Record<string, Look>> = {
  mailbox: [Voicemail, "plum"],
  forward: [PhoneForwarded, "sky"],
};
