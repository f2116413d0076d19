export const number = "+16135550142";

/** Every call for the number is forwarded to the far carrier: in and out again, sound anchored. */
export const forwarding = (farPort: number): object => ({
  version: 1,
  owner: { name: "Ada", timeZone: "America/Toronto", country: "CA" },
  numbers: [{ id: "home", number }],
  accounts: [
    { id: "near", kind: "carrier", server: "127.0.0.1:9", transport: "udp", register: false },
    {
      id: "far",
      kind: "carrier",
      server: `127.0.0.1:${farPort}`,
      transport: "udp",
      register: false,
    },
  ],
  outgoing: { route: ["far"] },
  rules: [
    {
      id: "all",
      when: { is: "always" },
      then: [
        { do: "forward", to: { number: "+16135550177", via: "far" } },
        { do: "reject", cause: "busy" }, // or the mailbox would take what the far side refused
      ],
    },
  ],
});
