// Shows a report.
import { chart } from "./chart.js";
import { byId, facts, replace, show } from "./elements.js";
import { duration, megabytes, number, text, time } from "./i18n.js";
import { failures, runs } from "./tables.js";

const TICK = "M6.2 12.6 1.9 8.3l1.5-1.5 2.8 2.8 6.4-6.4 1.5 1.5z";
const CROSS = "M3.4 2 8 6.6 12.6 2 14 3.4 9.4 8l4.6 4.6-1.4 1.4L8 9.4 3.4 14 2 12.6 6.6 8 2 3.4z";

export function view(report) {
  langFast(report.langfast, report.time);
  replace("load-facts", facts(load(report.load)));
  replace("answers-chart", chart(report.last_hour, "answers", "chart.answers.summary"));
  today(report.today, report.langfast.simulated);
  replace("runs-chart", chart(report.last_hour, "runs", "chart.runs.summary"));
  replace("models", runs(report.today.models, "model", "–"));
  replace("keys", runs(report.today.keys, "keyName", text("noKey")));
  replace("failures", failures(report.failures));
  replace("gateway-facts", facts(gateway(report.gateway, report.redis)));
  byId("report").hidden = false;
}

// Whether LangFast is there, in words.
export const availability = ({ available, simulated }) => text(available && simulated ? "available.simulated" : `available.${available}`);

function langFast(now, at) {
  byId("langfast").dataset.available = now.available;
  byId("mark").setAttribute("d", now.available ? TICK : CROSS);
  show("available", availability(now));
  document.title = `${now.available ? "" : "✕ "}${text("status")} · langfast2api`;
  show("since", text("since", { time: time(now.since), duration: duration((Date.parse(at) - Date.parse(now.since)) / 1000) }));
  show("reason", now.reason ?? "");
  byId("reason").hidden = now.reason === null;
  replace("langfast-facts", facts([session(now.session), socket(now.socket), circuit(now.circuit)]));
}

function session(now) {
  if (!now) return [text("session"), text("session.none")];
  return [text("session"), text(`session.${now.account}`), text("session.expires", { since: time(now.since), expires: time(now.expires_at) })];
}

function socket({ per_run: perRun, open, since }) {
  if (perRun) return [text("socket"), text("socket.perRun", { open: number(open) })];
  return [text("socket"), text(open ? "socket.connected" : "socket.disconnected"), text("since.short", { time: time(since) })];
}

const circuit = ({ state, failures: count, since }) => [
  text("circuit"),
  text(`circuit.${state}`),
  count ? text("circuit.failures", { failures: number(count) }) : text("since.short", { time: time(since) }),
];

const load = (now) => [
  [text("answers"), text("of.max", { value: number(now.answers), max: number(now.max_answers) }), text("answers.waiting", { waiting: number(now.waiting_answers) })],
  [text("calls"), text("of.max", { value: number(now.calls), max: number(now.max_calls) }), text("calls.waiting", { waiting: number(now.waiting_calls) })],
];

function today({ day, since, runs: count, runs_per_day: limit, limited }, simulated) {
  show("runs", number(count));
  show("runs-of", limit ? text("runs.of", { limit: number(limit) }) : text(simulated ? "runs.simulated" : "runs.unknown"));
  const meter = byId("runs-meter");
  meter.hidden = !limit;
  if (limit) Object.assign(meter, { max: limit, low: limit * 0.6, high: limit * 0.9, optimum: 0, value: Math.min(count, limit) });
  const note = text("today.note", { day, since: time(since) });
  const limits = limited.last_at
    ? text("today.limited", { calls: number(limited.calls), requests: number(limited.requests), time: time(limited.last_at) })
    : text("today.unlimited");
  show("today-note", `${note} ${limits}`);
}

function gateway({ version, started_at: startedAt, uptime_seconds: uptime, memory }, shared) {
  const rows = [
    [text("version"), version],
    [text("uptime"), duration(uptime), text("since.short", { time: time(startedAt) })],
    [text("memory"), ...memoryTexts(memory)],
  ];
  if (shared) {
    const calls = text("redis.calls", { calls: number(shared.calls), failures: number(shared.failures) });
    rows.push([text("redis"), text(shared.available ? "redis.up" : "redis.down"), calls, shared.reason]);
  }
  return rows;
}

function memoryTexts({ heap_used_bytes: used, heap_max_bytes: max, resident_bytes: resident }) {
  const heap = text("memory.heap", { used: megabytes(used), max: megabytes(max) });
  return resident ? [text("memory.resident", { resident: megabytes(resident) }), heap] : [heap];
}
