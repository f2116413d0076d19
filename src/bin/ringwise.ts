/** The `ringwise` command. The commands themselves are files beside this one. */
const [command = "serve"] = process.argv.slice(2);
console.error(`ringwise: no command ${command}; try --help`);
process.exitCode = 2;
