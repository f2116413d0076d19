/** In English, servers that run here. */
export const hosting = {
  "hosting.title": "Their own server",
  "hosting.wished": "Their own server runs here too",
  "hosting.here": "It runs here; telephones register at port {port}.",
  "hosting.elsewhere":
    "It runs elsewhere. Run here, {name} gets a server of their own in this process, and the password of now ends.",
  "hosting.begin": "Run it here",
  "hosting.again": "New link for its owner",
  "hosting.end": "End the stay",
  "hosting.endText":
    "The server of {name} closes here. Its folder stays, and an invitation is shown for a server elsewhere.",
  "hosting.out":
    "All data is in {folder}. Move it when it is closed, start ringwise --data with it, and join with this invitation.",
  "hosting.linkFor": "The link for {name}",
  "hosting.once":
    "It is shown this once, and good once and for an hour. Whoever opens it owns the server of {name}.",
  "hosting.port": "Telephones register at port {port}.",
};
