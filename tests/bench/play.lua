-- For wrk: plays the messages of a file in turn, each under an idPesan of its own, and tells in the end what
-- was measured, as one JSON object on stdout.
--   wrk -t1 ... -s play.lua URL -- FILE RUN FIRST      RUN: in every idPesan; FIRST: the message to begin with

local messages, run, next_message, sent = {}, "", 0, 0

function init(args)
  for line in io.lines(args[1]) do
    local before, after = line:match("^(.*)@ID@(.*)$")
    messages[#messages + 1] = {before, after}
  end
  run = args[2]
  next_message = tonumber(args[3])
end

function request()
  local message = messages[next_message % #messages + 1]
  next_message = next_message + 1
  sent = sent + 1
  local id = string.format("%s-%09d", run, sent)
  return string.format(
    "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: text/xml; charset=utf-8\r\nSOAPAction: \"urn:jembatan:pekerja:1/KirimPekerja\"\r\nContent-Length: %d\r\n\r\n%s%s%s",
    wrk.path, wrk.headers["Host"], #message[1] + #id + #message[2], message[1], id, message[2])
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "{\"completed\":%d,\"seconds\":%.6f,\"p50_us\":%d,\"p99_us\":%d,\"failed\":%d,\"statuses\":%d}\n",
    summary.requests, summary.duration / 1e6, latency:percentile(50), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.timeout, errors.status))
end
