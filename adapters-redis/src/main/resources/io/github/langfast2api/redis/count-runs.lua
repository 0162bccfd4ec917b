-- Counts further runs of one request, all of them or none.
-- KEYS: the client's token bucket, its runs in progress
-- ARGV: runs per minute or 0, runs at once or 0, the request, its runs so far, further runs,
--   milliseconds that a run in progress lasts unless it is renewed
-- Returns: 0 admitted, 1 refused for the concurrency, 2 refused for the rate;
--   tokens left, microseconds until the bucket is full, microseconds until there are enough
local MINUTE = 60000000
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local millis = math.floor(now / 1000)
local rate, most = tonumber(ARGV[1]), tonumber(ARGV[2])
local request, held, more, lease = ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])

if most > 0 then
  local runs = redis.call('ZCOUNT', KEYS[2], string.format('(%.0f', millis), '+inf')
  -- Its own runs count also where the server has lost them.
  for i = 0, held - 1 do
    local expiry = redis.call('ZSCORE', KEYS[2], request .. ':' .. i)
    if not expiry or tonumber(expiry) <= millis then
      runs = runs + 1
    end
  end
  if runs + more > most then
    return {1, 0, 0, 0}
  end
end

local tokens = rate

local function reset()
  return math.floor((rate - tokens) * MINUTE / rate)
end

-- A full bucket need not be kept. This is the first write, one that a full server refuses.
local function save()
  redis.call('HSET', KEYS[1], 'capacity', rate, 'tokens', string.format('%.17g', tokens),
    'filled', string.format('%.0f', now))
  redis.call('PEXPIRE', KEYS[1], math.ceil(reset() / 1000) + 1000)
end

if rate > 0 then
  local bucket = redis.call('HMGET', KEYS[1], 'capacity', 'tokens', 'filled')
  local had = tonumber(bucket[1] or rate)
  if bucket[1] then
    local passed = math.max(0, now - tonumber(bucket[3]))
    tokens = math.min(had, tonumber(bucket[2]) + passed * had / MINUTE)
    tokens = math.max(0, tokens + rate - had)
  end
  if tokens < more then
    -- An empty bucket of a clock that has gone back would never fill.
    if had ~= rate or (bucket[3] and now < tonumber(bucket[3])) then
      save()
    end
    return {2, math.floor(tokens), reset(), math.ceil((more - tokens) * MINUTE / rate)}
  end
  tokens = tokens - more
  save()
end

if most > 0 then
  for i = 0, held + more - 1 do
    redis.call('ZADD', KEYS[2], string.format('%.0f', millis + lease), request .. ':' .. i)
  end
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', millis))
  redis.call('PEXPIRE', KEYS[2], lease)
end
if rate > 0 then
  return {0, math.floor(tokens), reset(), 0}
end
return {0, 0, 0, 0}
