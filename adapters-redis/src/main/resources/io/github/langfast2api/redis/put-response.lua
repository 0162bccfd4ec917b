-- Keeps a response, and lets the oldest of its owner go where there are too many or too large ones.
-- KEYS: the response, the order in which those of its owner go, their totals
-- ARGV: what the keys of the owner's responses begin with, the id, milliseconds: now and the
--   maximum age, then when the response was created; the maximum of responses and of bytes; the
--   response's bytes, its items, the rest of it, and perhaps the id before
-- Returns: a number that grows with each change, responses and bytes there are, how many had to go
local prefix, id = ARGV[1], ARGV[2]
local now, age, created = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
local most, mostBytes, size = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])

local time = redis.call('TIME')
local totals = redis.call('HMGET', KEYS[3], 'sequence', 'bytes')
local sequence = math.max(tonumber(totals[1] or '0') + 1, time[1] * 1000000 + time[2])
local bytes = tonumber(totals[2] or '0')
-- The first write, one that a full server refuses: then nothing is changed.
redis.call('HSET', KEYS[3], 'sequence', string.format('%.0f', sequence))

-- A member of the order is a number, bytes and id. The response may have expired by itself, and
-- another be there under its id.
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
local replaced = redis.call('HGET', KEYS[1], 'member')
if replaced then
  remove(replaced)
end

local count = redis.call('ZCARD', KEYS[2])
local evictions = 0
while count > 0 and (count >= most or bytes + size > mostBytes) do
  remove(redis.call('ZRANGE', KEYS[2], 0, 0)[1])
  count = count - 1
  evictions = evictions + 1
end

local left = created + age - now
if left > 0 then
  local member = string.format('%016.0f:%.0f:', sequence, size) .. id
  redis.call('HSET', KEYS[1], 'member', member, 'created', ARGV[5], 'items', ARGV[9],
    'response', ARGV[10])
  if ARGV[11] then
    redis.call('HSET', KEYS[1], 'previous', ARGV[11])
  end
  redis.call('PEXPIRE', KEYS[1], string.format('%.0f', left))
  redis.call('ZADD', KEYS[2], ARGV[5], member)
  count = count + 1
  bytes = bytes + size
end
-- Without responses the order is not there, and its bytes are none, whatever was lost on the way.
if count == 0 then
  bytes = 0
end
redis.call('HSET', KEYS[3], 'bytes', string.format('%.0f', bytes))
local ttl = math.max(left, 1, redis.call('PTTL', KEYS[2]), redis.call('PTTL', KEYS[3]))
redis.call('PEXPIRE', KEYS[2], string.format('%.0f', ttl))
redis.call('PEXPIRE', KEYS[3], string.format('%.0f', ttl))
return {sequence, count, bytes, evictions}
