-- Puts a text in the place of a version, if that is still the one there.
-- KEYS: the value
-- ARGV: the number of that version, 0 for none; the text
-- Returns: the number and the text that are there now
local value = redis.call('HMGET', KEYS[1], 'number', 'text')
local number = tonumber(value[1] or '0')
if number ~= tonumber(ARGV[1]) then
  return {number, value[2]}
end
local time = redis.call('TIME')
local following = math.max(number + 1, time[1] * 1000000 + time[2])
redis.call('HSET', KEYS[1], 'number', string.format('%.0f', following), 'text', ARGV[2])
return {following, ARGV[2]}
