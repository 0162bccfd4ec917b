-- Puts tokens back that were taken.
-- KEYS: the client's token bucket
-- ARGV: its runs per minute, for a bucket that is full and so not kept; tokens
-- Returns: its capacity, tokens left, microseconds until the bucket is full
local MINUTE = 60000000
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local bucket = redis.call('HMGET', KEYS[1], 'capacity', 'tokens', 'filled')
if not bucket[1] then
  return {tonumber(ARGV[1]), tonumber(ARGV[1]), 0}
end
local capacity = tonumber(bucket[1])
local passed = math.max(0, now - tonumber(bucket[3]))
local filled = math.min(capacity, tonumber(bucket[2]) + passed * capacity / MINUTE)
local tokens = math.min(capacity, filled + tonumber(ARGV[2]))
local reset = math.floor((capacity - tokens) * MINUTE / capacity)
redis.call('HSET', KEYS[1], 'tokens', string.format('%.17g', tokens),
  'filled', string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(reset / 1000) + 1000)
return {capacity, math.floor(tokens), reset}
