-- Reads a value.
-- KEYS: the value
-- Returns: its number, 0 if there is none; its text
local value = redis.call('HMGET', KEYS[1], 'number', 'text')
return {tonumber(value[1] or '0'), value[2]}
