/** In English, what holds for the whole exchange. */
export const settings = {
  "settings.all": "For all",
  "settings.limits": "Limits",
  "settings.domains": "Domains",
  "settings.domainsHint": "the first one is shown; passwords stay good when they change",
  "settings.country": "Country",
  "settings.countryHint": "two letters, as CA: where numbers without a country code are at home",
  "settings.membersCall": "How users call each other",
  "settings.strict": "Through the exchange alone",
  "settings.peer": "Straight too, by its signed directory, for up to 200 users",
  "settings.relay": "Sound through the exchange",
  "settings.relayIs":
    "{relay, select, whenNeeded {Where neither side can reach the other} always {Always} never {Never} other {As for all}}",
  "settings.hidesUsers": "Strangers are not told who is a user here",
  "settings.bindings": "Servers and telephones a user",
  "settings.strangers": "Calls of strangers a minute, from one place",
  "settings.least": "Shortest registration, in seconds",
  "settings.most": "Longest registration, in seconds",
  "settings.ports": "Where it listens",
  "settings.port": "{protocol} at {at}",
  "settings.portsText": "Ports are set where the exchange is started, and read here.",
};
