import { bindingIn, bindingText } from "#exchange/nodes/bindingText.ts";
import { type NodePlace, nodeAt } from "#exchange/nodes/nodePlace.ts";
import type { BindingChange } from "#exchange/store/redisBindings.ts";
import type { Binding } from "#sip/registrar/binding.ts";
import { flowKey } from "#sip/transport/flow.ts";

/** A user's bindings by the names that they have in Redis, as one node (`me`) has them. */
export type Named = ReadonlyMap<string, Binding>;

/** What Redis must be told for it to know the later ones. */
export function difference(
  before: Named,
  after: Named,
  me: NodePlace,
): Omit<BindingChange, "user"> {
  const sets = new Map<string, string>();
  const gone = new Map<string, string>();
  for (const [name, one] of after)
    if (one !== before.get(name)) sets.set(name, bindingText(one, me));
  for (const [name, one] of before) if (!after.has(name)) gone.set(name, bindingText(one, me));
  return { sets, gone };
}

/** Of those known, the texts of ours, unless the member has registered at another node since (`there`: what Redis has). */
export function stillOurs(
  known: Named,
  there: ReadonlyMap<string, string> | undefined,
  me: NodePlace,
): Map<string, string> {
  const sets = new Map<string, string>();
  for (const [name, one] of known) {
    const text = there?.get(name);
    const other = text === undefined ? undefined : bindingIn(text, me);
    if (one.flow.at === undefined && (other?.expires ?? 0) <= one.expires)
      sets.set(name, bindingText(one, me));
  }
  return sets;
}

/** A stream of this node that is not known to be there. */
export const isLost = ({ flow }: Binding, known: Binding | undefined, me: NodePlace): boolean =>
  flow.protocol !== "UDP" &&
  (flow.at === undefined
    ? known?.flow.at !== undefined || known === undefined
    : nodeAt(flow.at).name === me.name);

/** The same flows for longer, or fewer of them. */
export const isRefresh = (before: Named, now: Named): boolean =>
  [...now].every(([name, one]) => {
    const known = before.get(name);
    return known !== undefined && flowKey(known.flow) === flowKey(one.flow);
  });
