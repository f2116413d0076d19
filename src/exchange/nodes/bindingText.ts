import { atOf, type NodePlace } from "#exchange/nodes/nodePlace.ts";
import type { Binding } from "#sip/registrar/binding.ts";

/** What renews a binding replaces it: the flow of a device (RFC 5626 §6), else the address. */
export const bindingName = ({ contact, instanceId, regId }: Binding): string =>
  instanceId === undefined || regId === undefined ? contact : `${instanceId} ${regId}`;

/** As nodes tell each other of it: with the node that has its flow. */
export const bindingText = ({ flow, ...binding }: Binding, me: NodePlace): string =>
  JSON.stringify({ ...binding, flow: { ...flow, at: flow.at ?? atOf(me) } });

/** As it is to this node: a flow of its own names none. Undefined: no other node of this version wrote that. */
export function bindingIn(text: string, me: NodePlace): Binding | undefined {
  try {
    const binding = JSON.parse(text) as Binding;
    const { at, ...flow } = binding.flow;
    return at === atOf(me) ? { ...binding, flow } : binding;
  } catch {
    return undefined;
  }
}
