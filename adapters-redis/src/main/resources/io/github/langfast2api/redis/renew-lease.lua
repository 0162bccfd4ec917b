-- Renews a lease, also one that the server has lost and nobody else has.
-- KEYS: the lease
-- ARGV: its token, milliseconds
local token = redis.call('GET', KEYS[1])
if not token or token == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
end
return 1
