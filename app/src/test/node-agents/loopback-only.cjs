// Loaded before an agent that runs on Node.js: a connection to anywhere but the loopback is refused.
const { Socket } = require("node:net");

const LOOPBACK = /^(127\.|::1$|localhost$)/;
const { connect } = Socket.prototype;

Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args;
  if (!options?.host || LOOPBACK.test(options.host)) return connect.apply(this, args);
  const refusal = Object.assign(new Error(`no connection to ${options.host} in tests`), { code: "ECONNREFUSED" });
  process.nextTick(() => this.destroy(refusal));
  return this;
};
