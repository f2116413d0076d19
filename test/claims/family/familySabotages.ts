/** How a claim's behaviour is switched off: that text of the product, which is there once, reads otherwise. */
export interface Sabotage {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const noStraightWay = {
  file: "server/peers/peerBook.ts",
  find: 'if (directory?.mode !== "peer" || member?.peer === undefined || !through) return undefined;',
  put: "return undefined;",
};

/** By the rows' names. */
export const familySabotages: Readonly<Record<string, Sabotage>> = {
  "21": {
    file: "exchange/proxy/whither.ts",
    find: 'if (user !== undefined) return { is: "user", user };',
    put: 'if (user !== undefined) return { is: "user", user: facts.directory.byName("ada") ?? user };',
  },
  "A-21b": {
    file: "exchange/locations.ts",
    find: "else bindings.set(user, now);",
    put: "else { bindings.clear(); bindings.set(user, now); }",
  },
  "A-21c": {
    file: "server/control/settingsControl.ts",
    find: "const wished = withKeptSecrets(document, now);",
    put: "const wished = now;",
  },
  "22": {
    file: "exchange/userCalls.ts",
    find: 'if (verdict.do === "accept") return undefined;',
    put: "return undefined;",
  },
  "A-22b": {
    file: "exchange/userCalls.ts",
    find: 'if (best.is === "response") return forwarder.giveUp();',
    put: "",
  },
  "A-22c": {
    file: "telephony/policy/lease.ts",
    find: "= settings.services.exchangeReject\n",
    put: "= false\n",
  },
  "A-22d": {
    file: "exchange/policy/unreachable.ts",
    find: "forwarder.more(of.lead(step.to));",
    put: "forwarder.giveUp();",
  },
  "A-22e": {
    file: "telephony/policy/beforehand.ts",
    find: "if (!because.matched) continue;",
    put: "continue;",
  },
  "A-23": noStraightWay,
  "A-25": {
    file: "server/calls/doorman.ts",
    find: "else if (claimed) {",
    put: "else if (claimed && claimed.enabled === undefined) {",
  },
  "A-26": noStraightWay,
  "A-27": {
    file: "exchange/onward.ts",
    find: 'if (speaker.is !== "trunk" || trunkAccounts.called(request) === undefined) return request;',
    put: "return request;",
  },
  "A-29": {
    file: "telephony/directing/condition.ts",
    find: 'reason("via", facts.via === condition.account,',
    put: 'reason("via", facts.via !== undefined,',
  },
  "A-30": {
    file: "server/policies/policyPublisher.ts",
    find: "if (this.#told.get(id)?.text !== text) this.#tell(id, way, this.#key);",
    put: "",
  },
  "A-31": {
    file: "exchange/registrarHost.ts",
    find: "? locations.put(name, bindings) : undefined;",
    put: "? undefined : undefined;",
  },
  "A-34": {
    file: "exchange/proxy/nat.ts",
    find: "written !== seen && isInside(written);",
    put: "written !== seen && isInside(seen);",
  },
  "A-35": {
    file: "world/inward.ts",
    find: "if (!isIn) return network.connect(remote, tls);",
    put: "if (isIn || !isIn) return network.connect(remote, tls);",
  },
  "A-43": {
    file: "exchange/attendant/attendantHouse.ts",
    find: "...{ for: 8, times: 3, extensions: { via } },",
    put: "...{ for: 8, times: 3 },",
  },
};
