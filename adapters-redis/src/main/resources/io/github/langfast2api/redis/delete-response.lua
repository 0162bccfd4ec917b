-- Deletes a response.
-- KEYS: the response, the order in which those of its owner go, their totals
-- ARGV: what the keys of the owner's responses begin with, the id, milliseconds: now and the
--   maximum age
-- Returns: a number that grows with each change, responses and bytes there are, 1 if there was it
local prefix = ARGV[1]
local now, age = tonumber(ARGV[3]), tonumber(ARGV[4])

local time = redis.call('TIME')
local totals = redis.call('HMGET', KEYS[3], 'sequence', 'bytes')
local sequence = math.max(tonumber(totals[1] or '0') + 1, time[1] * 1000000 + time[2])
local bytes = tonumber(totals[2] or '0')

local function remove(member)
  local removed, of = string.match(member, '^%d+:(%d+):(.*)$')
  if redis.call('HGET', prefix .. of, 'member') == member then
    redis.call('DEL', prefix .. of)
  end
  redis.call('ZREM', KEYS[2], member)
  bytes = bytes - tonumber(removed)
end

local expired = redis.call('ZRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', now - age),
  'LIMIT', 0, 1000)
for _, member in ipairs(expired) do
  remove(member)
end
local deleted = 0
local member = redis.call('HGET', KEYS[1], 'member')
if member then
  remove(member)
  deleted = 1
end
local count = redis.call('ZCARD', KEYS[2])
if count == 0 then
  redis.call('DEL', KEYS[3])
  return {sequence, 0, 0, deleted}
end
redis.call('HSET', KEYS[3], 'sequence', string.format('%.0f', sequence),
  'bytes', string.format('%.0f', bytes))
return {sequence, count, bytes, deleted}
